import { expect, test } from 'vitest'
import { whatHappensNext } from './what-happens-next.ts'

const receivedAt = new Date('2016-11-01T20:14:00+01:00')
const decision = { title: 'De gemeenteraad besluit', when: 'verwacht in december 2016' }
const process = {
  state: 'released' as const,
  lastDay: '2016-11-15',
  answersExpected: 'december 2016',
  publishedAt: null,
}
const at = (moment: string, given = {}, mailed = true) =>
  whatHappensNext({ receivedAt, mailed, decision }, { ...process, ...given }, new Date(moment))
const states = (steps: { state: string }[]) => steps.map(({ state }) => state)

test('right after sending: it is in, it is being read, the rest is to come', () => {
  const steps = at('2016-11-01T20:14:00+01:00')
  expect(states(steps)).toEqual(['done', 'now', 'next', 'next', 'next'])
  expect(steps.map(({ when }) => when)).toEqual([
    '1\u00a0november 2016',
    '',
    '15\u00a0november 2016',
    'verwacht: december 2016',
    'verwacht in december 2016',
  ])
})

test('the last day is over from the day after it', () => {
  const lastDay = (moment: string) => at(moment).find(({ title }) => title === 'Laatste dag om te reageren')?.state
  expect(lastDay('2016-11-15T23:59:59.999+01:00')).toBe('next')
  expect(lastDay('2016-11-16T00:00:00+01:00')).toBe('done')
})

test('nothing that is done stands after what is now', () => {
  expect(states(at('2016-11-16T00:00:00+01:00'))).toEqual(['done', 'done', 'now', 'next', 'next'])
})

test('once answered, only the decision is to come', () => {
  const steps = at('2016-12-20T12:00:00Z', { state: 'answered', publishedAt: new Date('2016-12-12T12:00:00Z') })
  expect(states(steps)).toEqual(['done', 'done', 'done', 'done', 'now'])
  expect(steps[3]).toMatchObject({ title: 'U hebt antwoord', when: '12\u00a0december 2016' })
})

test('says by which way the answer comes', () => {
  expect(at('2016-11-01T20:14:00+01:00')[3]?.more).toContain('Wij mailen u')
  expect(at('2016-11-01T20:14:00+01:00', {}, false)[3]?.more).toContain('met uw code op Mijn reactie')
})

test('a withdrawn plan promises nothing more', () => {
  expect(at('2016-11-20T12:00:00Z', { state: 'withdrawn' }).map(({ title }) => title)).toEqual([
    'Uw reactie is binnen',
    'Het plan is ingetrokken',
  ])
})
