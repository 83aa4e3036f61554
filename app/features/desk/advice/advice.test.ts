import { expect, test } from 'vitest'
import { adviceOpens, adviceState, maskedAddress } from './advice.ts'

const expiresAt = new Date('2016-12-01T00:00:00+01:00')
const before = new Date('2016-11-30T23:59:59+01:00')
const never = { doneAt: null, withdrawnAt: null }

test.each([
  [{}, before, 'asked', true],
  [{}, expiresAt, 'expired', false],
  [{ doneAt: before }, before, 'done', true],
  [{ doneAt: before }, expiresAt, 'done', false],
  [{ doneAt: before, withdrawnAt: before }, before, 'withdrawn', false],
])('a request with %o stands so', (given, now, state, opens) => {
  const request = { expiresAt, ...never, ...given }
  expect([adviceState(request, now), adviceOpens(request, now)]).toEqual([state, opens])
})

test('who only has the link does not learn the whole address', () => {
  expect(maskedAddress('jurist@borger-odoorn.example')).toBe('j…@borger-odoorn.example')
})
