import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QuotedRange } from './quoted-range.ts'
import {
  coverage,
  isRange,
  openSentences,
  sentencesToSplit,
  overlaps,
  sentences,
  trimRange,
  wholeWords,
} from './quoted-range.ts'

const read = (text: string, ranges: QuotedRange[]) => ranges.map(({ start, end }) => text.slice(start, end))
const find = (text: string, words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

/** Texts as people send them, with emoji, line ends of every kind, lists and abbreviations. */
const letter = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('. ', '? ', '\n', '\r\n', ' ', '- ', '1. ', '• ', '😀', '👨‍👩‍👧'),
      fc.constantFrom('dhr. ', 'o.a. ', 'A. ', 'De bus rijdt niet', 'é'),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

describe('a quoted range', () => {
  test('lies in the text and quotes something', () => {
    expect(isRange('Een zin.', 0, 8)).toBe(true)
    const wrong: [number, number][] = [
      [0, 9],
      [-1, 3],
      [3, 3],
      [4, 3],
      [0.5, 3],
      [0, Number.NaN],
      [3, 4],
    ]
    for (const [start, end] of wrong) expect(isRange('Een zin.', start, end), `${start}-${end}`).toBe(false)
    expect(isRange('', 0, 0)).toBe(false)
  })

  test('does not cut an emoji in two', () => {
    expect(isRange('a😀b', 0, 2)).toBe(false)
    expect(isRange('a😀b', 2, 4)).toBe(false)
    expect(isRange('a😀b', 1, 3)).toBe(true)
  })

  test('loses the white space around it', () => {
    expect(trimRange(' Een zin.\r\n', { start: 0, end: 11 })).toEqual({ start: 1, end: 9 })
    expect(trimRange('a  b', { start: 1, end: 3 })).toBe(null)
  })

  test('grows to the whole words that it begins and ends in, and no further', () => {
    const text = 'De bus naar Emmen rijdt na zeven uur niet meer. 😀 zo’n bus'
    const grown = (words: string) => {
      const { start, end } = wholeWords(text, find(text, words))
      return text.slice(start, end)
    }
    expect(grown('s naar Emmen rijdt na zeven uu')).toBe('bus naar Emmen rijdt na zeven uur')
    expect(grown('niet meer')).toBe('niet meer')
    expect(grown(' niet meer. ')).toBe(' niet meer. ')
    expect(grown('😀')).toBe('😀')
    expect(grown('n b')).toBe('zo’n bus')
  })
  test('overlaps another only where they share a character', () => {
    expect(overlaps({ start: 0, end: 3 }, { start: 2, end: 5 })).toBe(true)
    expect(overlaps({ start: 0, end: 3 }, { start: 3, end: 5 })).toBe(false)
    expect(overlaps({ start: 0, end: 9 }, { start: 3, end: 5 })).toBe(true)
  })

  test('once trimmed is a range, and trimming again changes nothing', () => {
    fc.assert(
      fc.property(letter, fc.nat(60), fc.nat(60), (text, start, end) => {
        fc.pre(isRange(text, start, end))
        const trimmed = trimRange(text, { start, end })
        expect(trimmed).not.toBe(null)
        if (!trimmed) return
        expect(isRange(text, trimmed.start, trimmed.end)).toBe(true)
        expect(text.slice(trimmed.start, trimmed.end)).toBe(text.slice(start, end).trim())
        expect(trimRange(text, trimmed)).toEqual(trimmed)
      }),
    )
  })
})

describe('the sentences of a reaction', () => {
  test('end at a full stop, a question mark and a line break', () => {
    const text = 'Beste mensen,\n\nDe bus rijdt niet. Kan dat anders? Ja!\r\nGroet\n'
    expect(read(text, sentences(text))).toEqual([
      'Beste mensen,\n\n',
      'De bus rijdt niet. ',
      'Kan dat anders? ',
      'Ja!\r\n',
      'Groet\n',
    ])
  })

  test('do not end at an abbreviation, initials or the number of an item', () => {
    const text = 'Dhr. J. Jansen vraagt o.a. Exloo om hulp. Zie art. 3 van de wet. 1. Meer bussen. 2. Minder auto’s.'
    expect(read(text, sentences(text))).toEqual([
      'Dhr. J. Jansen vraagt o.a. Exloo om hulp. ',
      'Zie art. 3 van de wet. ',
      '1. Meer bussen. ',
      '2. Minder auto’s.',
    ])
  })

  test('are none in a text of white space', () => {
    expect(sentences(' \n\t')).toEqual([])
    expect(sentences('')).toEqual([])
  })

  test('cover any text without gaps, are ranges of it, and never run over a line break', () => {
    fc.assert(
      fc.property(letter, (text) => {
        const found = sentences(text)
        expect(read(text, found).join('')).toBe(text.trim() === '' ? '' : text)
        let at = 0
        for (const { start, end } of found) {
          expect(start).toBe(at)
          expect(isRange(text, start, end)).toBe(true)
          expect(text.slice(start, end).trim()).not.toMatch(/[\n\r\u0085\u2028\u2029]/)
          at = end
        }
      }),
      { numRuns: 300 },
    )
  })

  test('of the longest reaction are found in a moment, even when it is nonsense', () => {
    expect(sentences('De bus rijdt niet op zondag. '.repeat(3400))).toHaveLength(3400)
    for (const nonsense of ['1. ', '\n', 'Dr. ', ' ', '. ', 'a\n', '- a\n', 'A']) {
      const text = nonsense.repeat(100_000 / nonsense.length)
      const found = sentences(text)
      expect(
        found.every(({ start, end }) => start < end && end <= text.length),
        JSON.stringify(nonsense),
      ).toBe(true)
    }
  })

  test('end where someone is a member', () => {
    const text = 'Ik ben lid. Wie niet? Ik wel.'
    expect(read(text, sentences(text))).toHaveLength(3)
  })
})

describe('how far the splitting is', () => {
  const covered = (of: string, ranges: QuotedRange[], nonPoints: QuotedRange[]) =>
    coverage(of, sentencesToSplit(of), ranges, nonPoints)
  const text = 'Beste gemeente,\nDe bus rijdt niet. Dat is lastig. Het veld is nat.\nBedankt.'
  const point = { start: find(text, 'De bus').start, end: find(text, 'lastig.').end }
  const greeting = find(text, 'Beste gemeente,')

  test('is counted in sentences', () => {
    expect(covered(text, [point], [greeting])).toEqual({ sentences: 5, inPoint: 2, nonPoint: 1, open: 2 })
    expect(covered(text, [], [])).toEqual({ sentences: 5, inPoint: 0, nonPoint: 0, open: 5 })
    expect(covered(' ', [], [])).toEqual({ sentences: 0, inPoint: 0, nonPoint: 0, open: 0 })
  })

  test('counts a sentence in a point when a part of it is, and a point before no point', () => {
    expect(covered(text, [find(text, 'veld')], [])).toMatchObject({ inPoint: 1 })
    expect(covered(text, [point], [{ start: 0, end: text.length }])).toMatchObject({
      inPoint: 2,
      nonPoint: 3,
      open: 0,
    })
  })

  test('does not count a sentence for the dot or dash that a selection took along', () => {
    expect(covered('Een.\n- twee', [{ start: 0, end: 6 }], [])).toMatchObject({ inPoint: 1, open: 1 })
  })

  test('names the sentences that are still open', () => {
    expect(read(text, openSentences(text, sentencesToSplit(text), [point], [greeting]))).toEqual([
      'Het veld is nat.',
      'Bedankt.',
    ])
  })

  test('adds up for any text, and one point over all of it leaves nothing open', () => {
    fc.assert(
      fc.property(letter, fc.nat(60), fc.nat(60), (text, start, length) => {
        const count = covered(text, [{ start, end: start + length }], [])
        expect(count.inPoint + count.nonPoint + count.open).toBe(count.sentences)
        expect(covered(text, [{ start: 0, end: text.length }], []).open).toBe(0)
      }),
    )
  })

  test('leaves out what is not to be split, such as a heading or an answer that was only chosen', () => {
    const apart = [find(text, 'Beste gemeente,'), { start: 0, end: 3 }]
    expect(read(text, sentencesToSplit(text, apart))).toEqual([
      'De bus rijdt niet.',
      'Dat is lastig.',
      'Het veld is nat.',
      'Bedankt.',
    ])
  })
})
