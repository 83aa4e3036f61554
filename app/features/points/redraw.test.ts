import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overlaps, trimRange, type QuotedRange } from './quoted-range.ts'
import { splitOff, stretchOver, takeOut, type Redrawn } from './redraw.ts'

const text = 'De bus rijdt niet. Dat is lastig. Het veld is nat. Er is geen licht. Bedankt.'
const find = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
const points = [
  { id: 'bus', range: find('De bus rijdt niet. Dat is lastig.') },
  { id: 'field', range: find('Het veld is nat. Er is geen licht.') },
]
const shown = (redrawn: Redrawn | null) =>
  redrawn && {
    changed: redrawn.changed.map(({ id, range }) => [id, text.slice(range.start, range.end)]),
    added: redrawn.added.map(({ from, range }) => [from, text.slice(range.start, range.end)]),
    removed: redrawn.removed,
  }

describe('a piece that becomes a point of its own', () => {
  test('leaves the point what stands before it', () => {
    expect(shown(splitOff(text, points, find('Dat is lastig.')))).toEqual({
      changed: [['bus', 'De bus rijdt niet.']],
      added: [['bus', 'Dat is lastig.']],
      removed: [],
    })
  })

  test('in the middle makes a third of what stands behind it, at the beginning a second', () => {
    expect(shown(splitOff(text, points, find('veld is')))?.added).toEqual([
      ['field', 'veld is'],
      ['field', 'nat. Er is geen licht.'],
    ])
    expect(shown(splitOff(text, points, find('De bus rijdt niet.')))).toEqual({
      changed: [['bus', 'De bus rijdt niet.']],
      added: [['bus', 'Dat is lastig.']],
      removed: [],
    })
  })

  test('lies in one point, and is not all of it', () => {
    expect(splitOff(text, points, find('Dat is lastig. Het veld'))).toBeNull()
    expect(splitOff(text, points, find('Bedankt.'))).toBeNull()
    expect(splitOff(text, points, find('De bus rijdt niet. Dat is lastig.'))).toBeNull()
    expect(splitOff(text, points, find('De bus rijdt niet. Dat is lastig'))).toBeNull()
  })
})

describe('a point that is stretched', () => {
  test('over the beginning of the next moves the boundary between them', () => {
    expect(shown(stretchOver(points, 'bus', find('Het veld is nat.'), text))).toEqual({
      changed: [
        ['bus', 'De bus rijdt niet. Dat is lastig. Het veld is nat.'],
        ['field', 'Er is geen licht.'],
      ],
      added: [],
      removed: [],
    })
    expect(shown(stretchOver(points, 'field', find('Dat is lastig.'), text))?.changed).toEqual([
      ['field', 'Dat is lastig. Het veld is nat. Er is geen licht.'],
      ['bus', 'De bus rijdt niet.'],
    ])
  })

  test('over all of the next takes it in', () => {
    expect(shown(stretchOver(points, 'bus', find('Bedankt.'), text))).toEqual({
      changed: [['bus', text]],
      added: [],
      removed: [{ id: 'field', into: 'bus' }],
    })
  })

  test('over its own words stays as it was', () => {
    expect(stretchOver(points, 'bus', find('De bus'), text)).toBeNull()
    expect(stretchOver(points, 'other', find('De bus'), text)).toBeNull()
  })
})

test('a piece that is taken out leaves the rest, in two points when it stood in the middle; never nothing', () => {
  expect(shown(takeOut(text, points, find('Dat is lastig. Het veld is nat.')))?.changed).toEqual([
    ['bus', 'De bus rijdt niet.'],
    ['field', 'Er is geen licht.'],
  ])
  expect(shown(takeOut(text, points, find('rijdt')))).toEqual({
    changed: [['bus', 'De bus']],
    added: [['bus', 'niet. Dat is lastig.']],
    removed: [],
  })
  expect(takeOut(text, points, points[0]?.range ?? find('De'))).toBeNull()
  expect(takeOut(text, points, find('Bedankt.'))).toBeNull()
})

test('whatever is drawn anew, no two points share words and each has some', () => {
  const place = fc.nat(text.length)
  const act = fc.constantFrom('split', 'bus', 'field', 'out')
  fc.assert(
    fc.property(place, place, act, (one, other, what) => {
      const piece = trimRange(text, { start: Math.min(one, other), end: Math.max(one, other) })
      fc.pre(piece !== null && piece.end > piece.start)
      if (!piece) return
      const redrawn =
        what === 'split'
          ? splitOff(text, points, piece)
          : what === 'out'
            ? takeOut(text, points, piece)
            : stretchOver(points, what, piece, text)
      if (!redrawn) return
      const gone = new Set([...redrawn.changed, ...redrawn.removed].map(({ id }) => id))
      const after: QuotedRange[] = [
        ...points.filter(({ id }) => !gone.has(id)),
        ...redrawn.changed,
        ...redrawn.added,
      ].map(({ range }) => range)
      for (const [index, range] of after.entries()) {
        expect(text.slice(range.start, range.end).trim()).not.toBe('')
        expect(after.some((each, at) => at !== index && overlaps(each, range))).toBe(false)
      }
    }),
  )
})
