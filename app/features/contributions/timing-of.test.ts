import { describe, expect, test } from 'vitest'
import { timingOf } from './register-contribution.server.ts'

const term = { startsOn: '2016-10-05', lastDay: '2016-11-15' }
const after = { channel: 'meeting' as const, sentOn: null, receivedAt: new Date('2016-11-16T10:00:00+01:00') }

describe('whether a contribution came in time', () => {
  test('what was said after the last day is late, also when it is told where it was said', () => {
    expect(timingOf(term, after, { givenAt: 'Gezegd op 16 november 2016.' })).toEqual({
      timeliness: 'late',
      timelinessReason: 'Gezegd op 16 november 2016.',
    })
    expect(timingOf(term, after)).toMatchObject({
      timeliness: 'late',
      timelinessReason: expect.stringContaining('na de laatste dag'),
    })
  })

  test('what was asked for apart from the term cannot be late for it', () => {
    expect(timingOf(term, after, { givenAt: 'Gegeven als partner.', isApart: true })).toEqual({
      timeliness: 'onTime',
      timelinessReason: 'Gegeven als partner.',
    })
  })

  test('before there is a term everything is early', () => {
    expect(timingOf(null, after)).toMatchObject({ timeliness: 'early' })
  })
})
