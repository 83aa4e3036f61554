import { expect, test } from 'vitest'
import { clockWords, clockFrom } from './clock.ts'

test.each([
  [520_000, '08:40'],
  [500, '00:01'],
  [0, '00:00'],
  [-60_000, '00:00'],
  [3_660_000, '61:00'],
])('the clock at %i ms before the end says %s', (ms, words) => {
  const until = new Date('2016-04-28T21:00:00Z')
  expect(clockWords(until.toISOString(), until.getTime() - ms)).toBe(words)
})

test('the clock of a stream starts at the time of its request', async () => {
  const arrivedAt = new Date('2016-04-28T20:00:00Z')
  const now = clockFrom(arrivedAt)
  const first = now().getTime()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(first).toBeGreaterThanOrEqual(arrivedAt.getTime())
  expect(now().getTime()).toBeGreaterThan(first)
})
