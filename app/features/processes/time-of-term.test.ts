import { expect, test } from 'vitest'
import { timeOfTerm } from './time-of-term.ts'

const at = (instant: string) => timeOfTerm('2016-10-05', '2016-11-15', new Date(instant))

test.each([
  ['2016-10-04T23:59:59+02:00', 0, 42, false],
  ['2016-10-05T00:00:00+02:00', 1, 41, false],
  ['2016-11-01T12:00:00+01:00', 28, 14, false],
  ['2016-11-12T12:00:00+01:00', 39, 3, false],
  ['2016-11-13T12:00:00+01:00', 40, 2, true],
  ['2016-11-15T23:59:59+01:00', 42, 0, true],
  ['2016-11-16T00:00:00+01:00', 43, 0, true],
])('at %s it is day %i with %i to go (the last three days: %s)', (instant, day, left, almost) => {
  expect(at(instant)).toEqual({ total: 42, day, left, almost, startsOn: '2016-10-05', lastDay: '2016-11-15' })
})
