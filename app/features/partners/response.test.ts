import { describe, expect, test } from 'vitest'
import { processStates } from '#app/features/processes/process.ts'
import { standForPartner, standOf } from './questionnaire.ts'
import { printedNumbers, responseCan, responseStates, responseWords, standRefusals, whyNotNow } from './response.ts'

describe('a list of questions', () => {
  test.each([
    [{ state: 'prepared', closesOn: '2016-08-31' }, '2016-08-01', 'prepared'],
    [{ state: 'open', closesOn: '2016-08-31' }, '2016-08-31', 'open'],
    [{ state: 'open', closesOn: '2016-08-31' }, '2016-09-01', 'closed'],
    [{ state: 'open', closesOn: null }, '2016-08-01', 'prepared'],
  ] as const)('%o on %s is %s', (questionnaire, on, stand) => {
    expect(standOf(questionnaire, on)).toBe(stand)
  })
})

test('nothing can be sent any more of a plan that was withdrawn, or whose answers are public', () => {
  const open = { state: 'open', closesOn: '2016-08-31' } as const
  expect(processStates.map((state) => standForPartner(state, open, '2016-08-01'))).toEqual([
    'open',
    'open',
    'closed',
    'closed',
  ])
  expect(processStates.map((state) => standForPartner(state, open, '2016-09-01'))).toEqual([
    'closed',
    'closed',
    'closed',
    'closed',
  ])
  expect(standForPartner('withdrawn', { ...open, state: 'prepared' }, '2016-08-01')).toBe('prepared')
})

describe('what may be done with a response', () => {
  test('follows its state while the questions are open', () => {
    const allowed = (act: keyof typeof responseCan) => responseStates.filter((state) => responseCan[act](state, 'open'))
    expect(allowed('write')).toEqual(['invited', 'draft'])
    expect(allowed('release')).toEqual(['draft'])
    expect(allowed('takeBack')).toEqual(['released'])
    expect(allowed('send')).toEqual(['released'])
    expect(allowed('sayNoPoints')).toEqual(['invited', 'draft'])
    expect(allowed('reopen')).toEqual(['sent'])
  })

  test('is nothing before the questions open and after the last day, and it says why', () => {
    for (const act of ['write', 'release', 'takeBack', 'send', 'sayNoPoints', 'askReopen', 'reopen'] as const) {
      for (const state of responseStates) {
        expect(responseCan[act](state, 'closed') || responseCan[act](state, 'prepared')).toBe(false)
        expect(whyNotNow(act, state, 'closed')).toBe('closed')
        expect(whyNotNow(act, state, 'prepared')).toBe('notOpen')
      }
    }
    expect(standRefusals.closed.says).toContain('De laatste dag is voorbij')
    expect(standRefusals.notOpen.says).toContain('nog niet geopend')
    expect(whyNotNow('write', 'sent', 'open')).toBe('notInThisState')
    expect(standRefusals.notInThisState.says('sent')).toBe('Deze inbreng is verzonden. Daarom kan dit nu niet.')
    expect(whyNotNow('write', 'draft', 'open')).toBeNull()
  })

  test('officials read where an organisation is', () => {
    expect(responseWords({ state: 'invited', openedAt: null, hasPoints: true })).toBe('nog niet geopend')
    expect(responseWords({ state: 'invited', openedAt: new Date(0), hasPoints: true })).toBe('geopend')
    expect(responseWords({ state: 'sent', openedAt: new Date(0), hasPoints: false })).toBe('geen specifieke punten')
  })
})

describe('printed numbers', () => {
  test('count the answered questions through', () => {
    expect([...printedNumbers([1, 2, 3, 4, 5])]).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ])
    expect([...printedNumbers([5, 1, 4, 2, 2])]).toEqual([
      [1, 1],
      [2, 2],
      [4, 3],
      [5, 4],
    ])
    expect([...printedNumbers([])]).toEqual([])
  })
})
