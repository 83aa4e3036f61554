import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentences } from './quoted-range.ts'
import { offsetInPiece, readingLines, shownText, stretchOf } from './reading-pieces.ts'
import { listsIn } from './suggestions.ts'

const text = 'Beste mensen,\r\n\r\nDe bus rijdt niet. Dat is lastig 😀. Het veld is nat.\nBedankt.'
const find = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
const marked = {
  text,
  sentences: sentences(text),
  points: [
    { id: 'a', range: find('bus rijdt niet. Dat is') },
    { id: 'b', range: null },
  ],
  nonPoints: [find('Beste mensen,')],
}

describe('the lines of a text', () => {
  const lines = readingLines(marked)

  test('are the whole text, each character once', () => {
    expect(lines.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Beste mensen,\r\n',
      '\r\n',
      'De bus rijdt niet. Dat is lastig 😀. Het veld is nat.\n',
      'Bedankt.',
    ])
    const pieces = lines.flatMap(({ groups }) => groups.flatMap((group) => group.pieces))
    expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
  })

  test('say of each part what it is', () => {
    const said = lines[2]?.groups.map(({ standing, start, end }) => [standing, text.slice(start, end)])
    expect(said).toEqual([
      ['open', 'De '],
      ['point', 'bus rijdt niet. Dat is'],
      ['open', ' lastig 😀.'],
      ['gap', ' '],
      ['open', 'Het veld is nat.'],
      ['gap', '\n'],
    ])
    expect(lines[0]?.groups[0]?.standing).toBe('nonPoint')
  })

  test('show where a point begins once, also when it runs over lines', () => {
    const over = readingLines({
      ...marked,
      points: [{ id: 'a', range: { start: 0, end: text.length } }],
      nonPoints: [],
    })
    expect(over.map(({ groups }) => groups[0]?.begins)).toEqual([true, false, false, false])
  })

  test('mark what a list proposes', () => {
    const list = 'Wij willen:\n- meer bussen\n- een bank'
    const found = readingLines({
      text: list,
      sentences: sentences(list),
      points: [],
      nonPoints: [],
      suggestions: listsIn(list).flat(),
    })
    const suggested = found.flatMap(({ groups }) =>
      groups.flatMap(({ pieces }) => pieces.filter((piece) => piece.suggested)),
    )
    expect(suggested.map(({ start, end }) => list.slice(start, end))).toEqual(['meer bussen', 'een bank'])
  })

  test('hold together for any text and marks', () => {
    const part = fc.constantFrom('. ', '\n', '\r\n', '\r', ' ', '- ', '😀', 'De bus rijdt', 'é', '?')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.nat(40), fc.nat(40), (parts, start, length) => {
        const any = parts.join('')
        const points =
          start < any.length ? [{ id: 'a', range: { start, end: Math.min(any.length, start + length + 1) } }] : []
        const found = readingLines({
          text: any,
          sentences: sentences(any),
          points,
          nonPoints: [],
          suggestions: listsIn(any).flat(),
        })
        const pieces = found.flatMap(({ groups }) => groups.flatMap((group) => group.pieces))
        expect(pieces.map((piece) => any.slice(piece.start, piece.end)).join('')).toBe(any)
      }),
    )
  })
})

describe('a selection', () => {
  test('is found back in the text, whatever line breaks the browser shows', () => {
    const piece = 'a\r\nb\rc😀'
    expect(shownText(piece)).toBe('a\nb\nc😀')
    expect([0, 1, 2, 3, 4, 5, 7].map((shown) => offsetInPiece(piece, shown))).toEqual([0, 1, 3, 4, 5, 6, 8])
    expect(offsetInPiece(piece, 99)).toBe(piece.length)
  })

  test('of sentences is one stretch only when none was left out', () => {
    const lines = readingLines({ ...marked, points: [] })
    const [one, two, three] = [find('De bus rijdt niet.'), find('Dat is lastig 😀.'), find('Het veld is nat.')]
    expect(stretchOf([one, two], lines)).toEqual({ start: one.start, end: two.end })
    expect(stretchOf([three, two, one], lines)).toEqual({ start: one.start, end: three.end })
    expect(stretchOf([one, three], lines)).toBeNull()
    expect(stretchOf([], lines)).toBeNull()
  })
})

test('a finding is cut out of its sentence, which stays one thing to choose', () => {
  const text = 'Bel 06-12345678. Of mail jan@voorbeeld.nl.'
  const findings = [
    { kind: 'phone' as const, start: 4, end: 15 },
    { kind: 'email' as const, start: 25, end: 41 },
  ]
  const groups = readingLines({ text, sentences: sentences(text), points: [], nonPoints: [], findings }).flatMap(
    (line) => line.groups,
  )
  expect(groups.map(({ start, end }) => text.slice(start, end)).filter((words) => words.trim() !== '')).toEqual([
    'Bel 06-12345678.',
    'Of mail jan@voorbeeld.nl.',
  ])
  const pieces = groups.flatMap((group) => group.pieces)
  expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
  expect(pieces.flatMap(({ start, end, found }) => (found ? [`${found} ${text.slice(start, end)}`] : []))).toEqual([
    'phone 06-12345678',
    'email jan@voorbeeld.nl',
  ])
})
