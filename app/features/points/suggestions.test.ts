import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRange, overlaps, type QuotedRange } from './quoted-range.ts'
import { listsIn, suggestionName, suggestionsIn, type ToSuggest } from './suggestions.ts'

const none = { items: [], apart: [], settled: [] }
const shown = (text: string, more: Partial<ToSuggest> = {}) =>
  suggestionsIn({ text, ...none, ...more }).map(({ kind, ranges }) => [
    kind,
    ...ranges.map(({ start, end }) => text.slice(start, end)),
  ])
const find = (text: string, words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

const letter = `Beste mensen van de gemeente,

Mijn dochter zit op een brede school. Kan de gemeente met die scholen iets afspreken? Dat zou helpen.

Het voetbalveld is drie winters te nat geweest. Daar is vorig jaar over gebeld.

Wat wij als buurt nodig hebben: een plek om binnen te lopen, een vrijwilliger die meekijkt, en iemand die daarna belt.

- meer bankjes
- meer groen

Alvast bedankt voor het lezen.
Jan`

describe('what is proposed for a letter', () => {
  test('is a greeting that is no point, a question with what leads to it, a sum and a list; what only tells is left open', () => {
    expect(shown(letter)).toEqual([
      ['noPoint', 'Beste mensen van de gemeente,'],
      ['wish', 'Mijn dochter zit op een brede school. Kan de gemeente met die scholen iets afspreken? Dat zou helpen.'],
      ['enumeration', 'een plek om binnen te lopen,', 'een vrijwilliger die meekijkt,', 'en iemand die daarna belt.'],
      ['list', 'meer bankjes', 'meer groen'],
    ])
  })

  test('is one point for each question, with the sentences before it', () => {
    const text = 'De bus is vol. Komt er een grotere? Ook rijdt hij laat. Wij willen een bus om zeven uur.'
    expect(shown(text)).toEqual([
      ['wish', 'De bus is vol. Komt er een grotere?'],
      ['wish', 'Ook rijdt hij laat. Wij willen een bus om zeven uur.'],
    ])
  })

  test('is no point for words that only lead to a list, nor for what tells why someone asks', () => {
    expect(shown('Kunt u een hek plaatsen?\nVerder vragen wij:\n- een drempel\n- een bord')).toEqual([
      ['wish', 'Kunt u een hek plaatsen?'],
      ['list', 'een drempel', 'een bord'],
    ])
    const reason = 'Mijn zoon kan niet tegen drukte. Kunt u een rustige hoek maken?'
    expect(shown(reason)).toEqual([['wish', reason]])
    expect(shown('Daar spelen zes kleuters. Kom eens kijken.')).toHaveLength(1)
  })

  test('leaves out what has a place, what was skipped, and headings', () => {
    const text = 'Vervoer\n\nWij willen een bus.\n\nGraag ook een bankje.'
    expect(shown(text, { apart: [find(text, 'Vervoer')], settled: [find(text, 'Wij willen')] })).toEqual([
      ['wish', 'Graag ook een bankje.'],
    ])
  })

  test('is what partners gave apart, and in their long answers the same as in a letter; never what they chose', () => {
    const text = 'Meer bankjes\n\nMeer groen\n\nHelemaal eens\n\nDe bus is vol. Kan dat anders?'
    const items = [
      { ...find(text, 'Meer bankjes'), kind: 'points' as const },
      { ...find(text, 'Meer groen'), kind: null },
      { ...find(text, 'Helemaal eens'), kind: 'scale' as const },
      { ...find(text, 'De bus is vol. Kan dat anders?'), kind: 'text' as const },
    ]
    expect(shown(text, { items })).toEqual([
      ['items', 'Meer bankjes', 'Meer groen'],
      ['wish', 'De bus is vol. Kan dat anders?'],
    ])
  })

  test('has a name that forms can say', () => {
    expect(
      suggestionName({
        kind: 'list',
        ranges: [
          { start: 3, end: 5 },
          { start: 7, end: 9 },
        ],
      }),
    ).toBe('3-9')
  })

  test('of any text are pieces of it that do not share a character', () => {
    const parts = fc.constantFrom(
      '. ',
      '? ',
      '\n',
      '\r\n',
      '\n\n',
      '- ',
      ': ',
      ', ',
      ' en een ',
      'wij willen ',
      '😀',
      'Beste',
    )
    const any = fc.array(fc.oneof(parts, fc.string({ maxLength: 6 })), { maxLength: 40 }).map((all) => all.join(''))
    fc.assert(
      fc.property(any, (text) => {
        const ranges: QuotedRange[] = suggestionsIn({ text, ...none }).flatMap((suggestion) => suggestion.ranges)
        for (const [index, range] of ranges.entries()) {
          expect(isRange(text, range.start, range.end)).toBe(true)
          expect(ranges.some((other, at) => at !== index && overlaps(other, range))).toBe(false)
        }
      }),
    )
  })

  test('of 100,000 characters comes in a moment', () => {
    const long = 'De bus is vol. Kan dat anders? Wij missen een bankje.\n\n'.repeat(1800)
    const settled = Array.from({ length: 500 }, (_, at) => ({ start: at * 55, end: at * 55 + 14 }))
    const began = performance.now()
    expect(suggestionsIn({ text: long, ...none, settled }).length).toBeGreaterThan(100)
    expect(performance.now() - began).toBeLessThan(1500)
  })
})

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('. ', '? ', '\n', '\r\n', ' ', '- ', '1. ', '• ', '😀', 'dhr. ', 'é'),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

describe('a list in a text', () => {
  const items = (text: string) => listsIn(text).flatMap((list) => list.map(({ start, end }) => text.slice(start, end)))

  test('is one of several', () => {
    expect(listsIn('- een bank\n- groen\n\nEn ook:\n1. licht\n2) rust')).toHaveLength(2)
  })

  test('takes the items of a list without their marks', () => {
    const list =
      '- een plek om binnen te lopen,\n- een vrijwilliger die\n  de formulieren mee invult\n• iemand die belt.'
    const text = `Wij willen:\n${list}\n\nGroet`
    expect(items(text)).toEqual([
      'een plek om binnen te lopen,',
      'een vrijwilliger die\n  de formulieren mee invult',
      'iemand die belt.',
    ])
  })

  test('takes a numbered list, also with empty lines between', () => {
    const text = '1. Meer bussen.\r\n\r\n2. Minder auto’s.\r\n\r\nMet groet'
    expect(items(text)).toEqual(['Meer bussen.', 'Minder auto’s.'])
  })

  test('does not take one dash, a phone number or a year for a list', () => {
    const none = [
      '- alleen dit',
      'Bel 0591\n2017 is te laat\n2018 ook',
      'Exloo - Borger\nEmmen - Assen',
      'Een zin. Nog een.',
      '',
    ]
    for (const text of none) {
      expect(items(text), text).toEqual([])
    }
  })

  test('is made of ranges in order that do not overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const ranges = listsIn(text).flat()
        ranges.forEach(({ start, end }, index) => {
          expect(isRange(text, start, end)).toBe(true)
          expect(start).toBeGreaterThanOrEqual(ranges[index - 1]?.end ?? 0)
        })
      }),
      { numRuns: 300 },
    )
  })

  test('of nonsense is found in a moment', () => {
    for (const nonsense of ['1. ', '\n', '- a\n', '. ']) {
      const text = nonsense.repeat(100_000 / nonsense.length)
      expect(listsIn(text).flat().length, JSON.stringify(nonsense)).toBeLessThanOrEqual(text.length)
    }
  })

  test('of a row with very much white space are found in a moment', () => {
    for (const nonsense of [' ', ', ', ' en ', '; ', ' en  de', ': '])
      expect(
        suggestionsIn({
          text: `Drie dingen: een${nonsense.repeat(100_000 / nonsense.length)}einde`,
          items: [],
          apart: [],
          settled: [],
        }),
        JSON.stringify(nonsense),
      ).toEqual([])
  })
})
