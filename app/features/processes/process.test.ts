import { describe, expect, test } from 'vitest'
import { endOfDay, startOfDay } from '#app/local-date.ts'
import {
  processAllows,
  channelKinds,
  channelLabels,
  isRefused,
  phaseKinds,
  phaseLabels,
  phaseState,
  phaseStates,
  processActs,
  processStates,
  stage,
  statesFor,
  transition,
} from './process.ts'
import { dayOfTerm, daysLeft } from './term.ts'

const term = { startsOn: '2016-10-05', lastDay: '2016-11-15' }
const noSecond = { secondStartsOn: null, secondLastDay: null }

describe('the states of a process', () => {
  test('lead from a draft to published answers', () => {
    expect(transition('draft', 'release')).toBe('released')
    expect(transition('released', 'finish')).toBe('answered')
    expect(transition('released', 'withdraw')).toBe('withdrawn')
  })

  test('refuse every other act and say which state was found and why', () => {
    let refusals = 0
    for (const state of processStates) {
      for (const act of processActs) {
        const outcome = transition(state, act)
        expect(isRefused(outcome), `${act} in ${state}`).toBe(!processAllows[act](state))
        if (!isRefused(outcome)) continue
        refusals++
        expect(outcome).toMatchObject({ found: state, act })
        expect(outcome.why).toMatch(/\. .*\.$/)
      }
    }
    expect(refusals).toBe(8)
    expect(transition('answered', 'withdraw')).toEqual({
      found: 'answered',
      act: 'withdraw',
      why: 'Dit traject is al afgerond. Daarom kunt u het traject nu niet intrekken.',
    })
  })

  test('never show a draft and never refuse to register what came in', () => {
    expect(processStates.filter(processAllows.show)).toEqual(['released', 'answered', 'withdrawn'])
    expect(processStates.filter(processAllows.register)).toEqual([...processStates])
    expect(processStates.filter(processAllows.edit)).toEqual(statesFor.edit)
    expect(processStates.filter(processAllows.react)).toEqual(['released'])
  })
})

describe('what the public sees', () => {
  const released = { state: 'released' as const, ...term, ...noSecond }

  test('follows the term to the millisecond', () => {
    expect(stage(released, endOfDay('2016-10-04'))).toBe('announced')
    expect(stage(released, startOfDay('2016-10-05'))).toBe('open')
    expect(stage(released, endOfDay('2016-11-15'))).toBe('open')
    expect(stage(released, startOfDay('2016-11-16'))).toBe('processing')
  })

  test('is the state itself when the process is not running', () => {
    const now = new Date('2016-11-01T10:00:00Z')
    for (const state of ['draft', 'answered', 'withdrawn'] as const)
      expect(stage({ ...released, state }, now)).toBe(state)
    expect(stage({ ...released, startsOn: null, lastDay: null }, now)).toBe('announced')
  })

  test('counts the days', () => {
    expect(dayOfTerm(term, new Date('2016-11-01T10:00:00Z'))).toEqual({ day: 28, of: 42 })
    expect(daysLeft(term, new Date('2016-11-01T10:00:00Z'))).toBe(14)
  })
})

describe('the road in phases', () => {
  const now = new Date('2016-11-01T10:00:00Z')

  test('says of each what is done, runs and comes', () => {
    expect(phaseState({ opensOn: '2016-04-28', closesOn: '2016-04-28' }, now)).toBe('done')
    expect(phaseState({ opensOn: '2016-10-05', closesOn: '2016-11-15' }, now)).toBe('now')
    expect(phaseState({ opensOn: '2016-11-16', closesOn: null }, now)).toBe('next')
    expect(phaseState({ opensOn: null, closesOn: null }, now)).toBe('next')
    expect(phaseState({ opensOn: null, closesOn: '2016-10-31' }, now)).toBe('done')
    expect(phaseState({ opensOn: '2016-10-05', closesOn: '2016-11-01' }, endOfDay('2016-11-01'))).toBe('now')
  })

  test('ends a phase without a last day when a later one begins', () => {
    const open = { opensOn: '2016-06-01', closesOn: null }
    const inspraak = { opensOn: '2016-10-05', closesOn: '2016-11-15' }
    const decision = { opensOn: null, closesOn: null }
    expect(phaseStates([open, inspraak, decision], now)).toEqual(['done', 'now', 'next'])
    expect(phaseStates([open, inspraak, decision], new Date('2016-09-01T10:00:00Z'))).toEqual(['now', 'next', 'next'])
  })

  test('has Dutch words for every phase and channel', () => {
    for (const kind of phaseKinds) expect(phaseLabels[kind].title).toMatch(/^[A-Z]/)
    for (const kind of channelKinds) expect(channelLabels[kind].title).toMatch(/^[A-Z]/)
  })
})
