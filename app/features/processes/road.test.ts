import { describe, expect, test } from 'vitest'
import type { RoadPhase, RoadProcess } from './road.ts'
import { road } from './road.ts'

const process: RoadProcess = {
  state: 'released',
  startsOn: '2016-10-05',
  lastDay: '2016-11-15',
  ...{ secondStartsOn: null, secondLastDay: null },
  answeredAt: null,
  answersExpected: 'december 2016',
}
const phase = (kind: RoadPhase['kind'], given: Partial<RoadPhase> = {}): RoadPhase => ({
  kind,
  title: kind,
  opensOn: null,
  closesOn: null,
  whenText: '',
  ...given,
})
const phases = [
  phase('prioritisation', { opensOn: '2016-04-28', closesOn: '2016-04-28' }),
  phase('partnerInput', { opensOn: '2016-06-01', closesOn: '2016-08-31', whenText: 'juni tot en met augustus 2016' }),
  phase('inspraak'),
  phase('processing'),
  phase('decision', { whenText: 'verwacht in december 2016' }),
]
const noon = (day: string) => new Date(`${day}T12:00:00+01:00`)
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('where a plan stands', () => {
  test('a decision that was taken is done, on its day, whatever was planned', () => {
    const answered = { ...process, state: 'answered' as const, answeredAt: noon('2016-12-05') }
    const [before, after] = [null, '2016-12-15' as const].map((day) =>
      road(answered, phases, noon('2017-01-10'), day).at(-1),
    )
    expect(before).toMatchObject({ state: 'next', says: 'Komt nog', when: 'verwacht in december 2016' })
    expect(after).toMatchObject({ state: 'done', isOnlyPast: false, says: 'Klaar' })
    expect(plain(after?.when ?? '')).toBe('15 december 2016')
  })

  test('while residents may react, says which day of the term it is', () => {
    const steps = road(process, phases, noon('2016-11-01'))
    expect(steps.map((step) => step.state)).toEqual(['done', 'done', 'now', 'next', 'next'])
    expect(plain(steps[2]?.says ?? '')).toBe('Nu: dag 28 van 42')
    expect(steps.map((step) => plain(step.when))).toEqual([
      '28 april 2016',
      'juni tot en met augustus 2016',
      '5 oktober tot en met 15 november 2016',
      'vanaf 16 november 2016',
      'verwacht in december 2016',
    ])
  })

  test('before the term, reacting is still to come', () => {
    expect(road(process, phases, noon('2016-10-04')).map((step) => step.state)).toEqual([
      'done',
      'done',
      'next',
      'next',
      'next',
    ])
  })

  test('the day after the last day, processing has begun', () => {
    const steps = road(process, phases, noon('2016-11-16'))
    expect(steps.map((step) => step.state)).toEqual(['done', 'done', 'done', 'now', 'next'])
    expect(steps[3]?.says).toBe('Nu')
  })

  test('with a second inspraak, that and its own processing come after those of the first', () => {
    const second = { ...process, secondStartsOn: '2016-12-05', secondLastDay: '2017-01-16' }
    const states = (day: string) => road(second, phases, noon(day)).map(({ state }) => state)
    expect(states('2016-11-20')).toEqual(['done', 'done', 'done', 'now', 'next', 'next', 'next'])
    expect(states('2016-12-05')).toEqual(['done', 'done', 'done', 'done', 'now', 'next', 'next'])
    expect(states('2017-01-17')).toEqual(['done', 'done', 'done', 'done', 'done', 'now', 'next'])
    const steps = road(second, phases, noon('2016-12-06'))
    expect(steps[4]).toMatchObject({ title: 'U kunt opnieuw reageren' })
    expect(plain(steps[4]?.when ?? '')).toBe('5 december 2016 tot en met 16 januari 2017')
    expect(plain(steps[4]?.says ?? '')).toBe('Nu: dag 2 van 43')
  })

  test('once answered, processing is over on the same day', () => {
    const answered = { ...process, state: 'answered' as const, answeredAt: noon('2016-12-05') }
    const steps = road(answered, phases, noon('2016-12-05'))
    expect(steps.map((step) => step.state)).toEqual(['done', 'done', 'done', 'done', 'next'])
    expect(plain(steps[3]?.when ?? '')).toBe('16 november tot en met 5 december 2016')
  })

  test('says "Klaar" of the answers only: a day that passed is no decision', () => {
    const answered = { ...process, state: 'answered' as const, answeredAt: noon('2016-12-05') }
    const dated = [...phases.slice(0, 4), phase('decision', { opensOn: '2016-12-15', closesOn: '2016-12-15' })]
    const steps = road(answered, dated, noon('2017-01-10'))
    expect(steps.map(({ state, says }) => [state, says])).toEqual([
      ['done', 'Geweest'],
      ['done', 'Geweest'],
      ['done', 'Gesloten'],
      ['done', 'Klaar'],
      ['done', 'Was gepland'],
    ])
    expect(steps.map(({ isOnlyPast }) => isOnlyPast)).toEqual([false, false, false, false, true])
  })

  test('processing goes on until the answers are there, also past the day that was planned for it', () => {
    const planned = phases.map((each) => (each.kind === 'processing' ? { ...each, closesOn: '2016-12-01' } : each))
    const [, , , processing] = road(process, planned, noon('2016-12-20'))
    expect([processing?.state, processing?.says]).toEqual(['now', 'Nu'])
  })

  test('without phases there is still reacting and processing', () => {
    const steps = road(process, [], noon('2016-11-01'))
    expect(steps.map((step) => [step.kind, step.state])).toEqual([
      ['inspraak', 'now'],
      ['processing', 'next'],
    ])
    expect(steps[1]?.when).toBe('antwoorden verwacht: december 2016')
  })

  test('a draft without dates has no dates to show', () => {
    const draft = { ...process, state: 'draft' as const, startsOn: null, lastDay: null }
    expect(road(draft, [phase('inspraak')], noon('2016-11-01'))).toEqual([
      { kind: 'inspraak', title: 'inspraak', state: 'next', isOnlyPast: false, says: 'Komt nog', when: '' },
    ])
  })
})
