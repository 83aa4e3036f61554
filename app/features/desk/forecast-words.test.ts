import { describe, expect, test } from 'vitest'
import type { Forecast } from './forecast.ts'
import { verdictOf } from './forecast-words.ts'

const expected: Forecast = {
  ...{ kind: 'expected', day: '2016-12-07', earliest: '2016-12-06', latest: '2016-12-08' },
  ...{ approved: 52, pace: 5.2, quietest: 4.8, busiest: 5.6, left: 71 },
}
const plan = (late: number, needed: number | null) => ({
  ...{ today: '2016-11-17', planned: '2016-12-05', against: { late, needed } },
})
const unplanned = { today: '2016-11-17', planned: null, against: null }
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('a forecast in words', () => {
  test('names the day, how it stands to the plan, where it comes from and what makes the plan', () => {
    const { title, stands, why, needed, isLate } = verdictOf(expected, plan(2, 6), 0)
    expect(plain(title)).toBe('Op dit tempo klaar op woensdag 7 december')
    expect(stands).toBe('Dat is 2 werkdagen na de geplande dag.')
    expect(plain(why)).toBe(
      'Berekend over de laatste tien werkdagen: 52 punten goedgekeurd, dus 5,2 per dag. Er zijn er nog 71. In de rustigste vijf werkdagen op rij waren het er 4,8 per dag, in de drukste 5,6. Daarom ligt de dag tussen 6 december en 8 december.',
    )
    expect(plain(needed)).toBe('Met 6 punten per dag haalt u 5 december.')
    expect(isLate).toBe(true)
  })

  test('asks nothing more of who is in time, or of a plan that is over', () => {
    expect(verdictOf(expected, plan(-1, 6), 0)).toMatchObject({
      stands: 'Dat is 1 werkdag voor de geplande dag.',
      needed: '',
    })
    expect(verdictOf(expected, plan(0, 6), 0)).toMatchObject({ stands: 'Dat is de geplande dag.', isLate: false })
    expect(verdictOf(expected, plan(12, null), 0)).toMatchObject({ needed: '', isLate: true })
    expect(verdictOf(expected, unplanned, 0)).toMatchObject({ stands: 'Er is geen dag gepland.' })
  })

  test('says the year of a day in another year, and what is still to be split', () => {
    const { title, why } = verdictOf({ ...expected, day: '2017-02-01', latest: null }, plan(40, 6), 3)
    expect(plain(title)).toBe('Op dit tempo klaar op woensdag 1 februari 2017')
    const far = verdictOf({ ...expected, earliest: '2016-12-30', latest: '2018-12-01' }, plan(40, 6), 0)
    expect(plain(far.why)).toContain('Daarom ligt de dag tussen 30 december en 1 december 2018.')
    expect(why).toContain('Op het rustigste tempo is geen dag te noemen. Nog 3 reacties zijn niet gesplitst.')
  })

  test('says why nothing can be said', () => {
    for (const because of ['noPoints', 'tooFewDays', 'nothingApproved'] as const) {
      const { title, stands } = verdictOf({ kind: 'unknown', because }, unplanned, 1)
      expect(title).toBe('Niet te zeggen wanneer alles klaar is')
      expect(stands).not.toBe('')
    }
    const pace = { approved: 1, pace: 0.1, quietest: 0, busiest: 0.2, left: 9000 }
    expect(verdictOf({ kind: 'tooFar', ...pace }, unplanned, 0).why).toContain('1 punt goedgekeurd, dus 0,1 per dag')
    expect(verdictOf({ kind: 'done' }, unplanned, 0).title).toBe('Alle punten zijn goedgekeurd')
  })
})
