import { expect, test } from 'vitest'
import { readingMinutes, saysReadingTime } from './reading-time.ts'

test.each([
  [0, 1],
  [199, 1],
  [299, 1],
  [300, 2],
  [9000, 45],
])('%i words take %i minutes', (words, minutes) => {
  expect(readingMinutes(words)).toBe(minutes)
})

test('one minute is no plural', () => {
  expect(saysReadingTime(10)).toBe('ongeveer 1\u00a0minuut lezen')
  expect(saysReadingTime(9000)).toBe('ongeveer 45\u00a0minuten lezen')
})
