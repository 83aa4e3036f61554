import { afterEach, expect, test } from 'vitest'
import { arrivalClock } from './arrival-clock.ts'

const MIDNIGHT = new Date('2016-11-16T00:00:00+01:00')
let elapsed = 0
const clock = arrivalClock(
  () => new Date(MIDNIGHT.getTime() + elapsed),
  () => elapsed,
)
clock.stop()
afterEach(() => {
  elapsed += 1000
  clock.look()
  clock.look()
})
const at = (ms: number) => new Date(MIDNIGHT.getTime() + ms)

test('what comes in while the process looks is dated to the millisecond', () => {
  elapsed = 4
  clock.look()
  elapsed = 9
  clock.look()
  elapsed = 12
  expect(clock.arrived()).toEqual(at(12))
})

test('what may have waited for the process is dated from when it looked last but one', () => {
  elapsed = 5000
  clock.look()
  elapsed = 5005
  clock.look()
  // Half a second of work, after which what waited is handled in the same round, and in the next.
  elapsed = 5505
  expect(clock.arrived()).toEqual(at(5000))
  clock.look()
  elapsed = 5506
  expect(clock.arrived()).toEqual(at(5005))
  elapsed = 5510
  clock.look()
  elapsed = 5512
  expect(clock.arrived()).toEqual(at(5512))
})

test('a process that stood still by itself notices it', async () => {
  const real = arrivalClock(() => new Date())
  await new Promise((resolve) => setTimeout(resolve, 50))
  const began = Date.now()
  while (Date.now() - began < 200);
  const arrived = real.arrived().getTime()
  real.stop()
  expect(arrived).toBeLessThanOrEqual(began)
  expect(arrived).toBeGreaterThan(began - 100)
})
