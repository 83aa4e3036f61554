import { expect, test } from 'vitest'
import { NOW } from '#tests/factories.ts'
import { networkLimits } from './network-limits.server.ts'

const attempt = { municipalityId: 'm', kind: 'draftShort', subject: '192.0.2.1', limit: 2, windowMinutes: 60 }
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

test('as many as the limit are allowed, then a network waits until the window ends; others do not', () => {
  const limits = networkLimits()
  for (let tries = 0; tries < 2; tries++) expect(limits.count(attempt, later(5)).allowed).toBe(true)
  expect(limits.count(attempt, later(5))).toEqual({ allowed: false, count: 3, secondsToWait: 3300 })
  for (const change of [{ subject: '192.0.2.2' }, { kind: 'draftLong' }, { municipalityId: 'n' }])
    expect(limits.count({ ...attempt, ...change }, later(5)).allowed).toBe(true)
  expect(limits.count(attempt, later(60)).allowed).toBe(true)
})

test('what takes more counts for more', () => {
  expect(networkLimits().count({ ...attempt, weight: 3 }, NOW).allowed).toBe(false)
})

test('a flood of networks takes no more memory than that of the most, and who came last is still counted', () => {
  const limits = networkLimits(100)
  limits.count({ ...attempt, weight: 2 }, NOW)
  for (let other = 0; other < 10_000; other++) {
    limits.count({ ...attempt, subject: `2001:db8:${other.toString(16)}::/48` }, NOW)
    if (other % 50 === 0) expect(limits.count({ ...attempt, weight: 0 }, NOW).count).toBe(2)
  }
  expect(limits.size).toBe(100)
})
