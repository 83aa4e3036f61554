import { describe, expect, test } from 'vitest'
import { totalInWords, totalOf, totalsTable } from './totals.ts'

const scale = { kind: 'scale' as const, options: ['oneens', 'neutraal', 'eens'] }
const choice = { kind: 'choice' as const, options: ['de gemeente', 'de provincie'] }

describe('the total of a closed question', () => {
  test('counts each answer in the order of the question, with zero for what nobody chose', () => {
    const total = totalOf({ ...choice, chosen: ['de gemeente', ' de gemeente\n'] })
    expect(total).toEqual({
      answered: 2,
      counts: [
        { label: 'de gemeente', count: 2, isOther: false },
        { label: 'de provincie', count: 0, isOther: false },
      ],
      mean: null,
      median: null,
    })
    expect(totalInWords(choice, total)).toBe('Het vaakst gekozen: “de gemeente”, door 2 van de 2.')
  })

  test('of a scale has a mean and a median in steps, which leave out what is no step', () => {
    const total = totalOf({ ...scale, chosen: ['oneens', 'eens', 'eens', 'neutraal', 'zeer eens'] })
    expect(total.counts.at(-1)).toEqual({ label: 'zeer eens', count: 1, isOther: true })
    expect([total.answered, total.mean, total.median]).toEqual([5, 2.25, 2.5])
    expect(totalInWords(scale, total)).toBe('Gemiddeld 2,3 en mediaan 2,5, op een schaal van 1 (oneens) tot 3 (eens).')
  })

  test('says what was chosen as often, and that nobody chose', () => {
    expect(totalInWords(choice, totalOf({ ...choice, chosen: ['de gemeente', 'de provincie'] }))).toBe(
      'Even vaak gekozen: “de gemeente” en “de provincie”.',
    )
    const none = totalOf({ ...scale, chosen: [] })
    expect([none.mean, none.median, totalInWords(scale, none)]).toEqual([null, null, 'Nog niemand koos iets.'])
  })

  test('goes into a spreadsheet with a line for each answer', () => {
    const total = totalOf({ ...scale, chosen: ['eens', '=eens'] })
    const table = totalsTable([{ number: 2, version: 1, heading: 'Eens?', kind: 'scale', total }])
    expect([table.columns, ...table.rows]).toEqual([
      ['vraag', 'versie', 'tekst', 'soort', 'antwoord', 'aantal', 'beantwoord', 'gemiddelde', 'mediaan'],
      [2, 1, 'Eens?', 'schaal', 'oneens', 0, 2, '3', '3'],
      [2, 1, 'Eens?', 'schaal', 'neutraal', 0, 2, '3', '3'],
      [2, 1, 'Eens?', 'schaal', 'eens', 1, 2, '3', '3'],
      [2, 1, 'Eens?', 'schaal', '=eens', 1, 2, '3', '3'],
    ])
  })
})
