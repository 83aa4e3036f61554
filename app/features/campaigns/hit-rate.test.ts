import { expect, test } from 'vitest'
import { isTooSeldomRight, rateInWords } from './hit-rate.ts'

test.each([
  [{ taken: 81, of: 100 }, false, 'wordt in 81 van 100 keer overgenomen'],
  [{ taken: 20, of: 40 }, false, 'wordt in 20 van 40 keer overgenomen'],
  [{ taken: 19, of: 40 }, true, 'wordt in 19 van 40 keer overgenomen'],
  [{ taken: 0, of: 39 }, false, 'wordt in 0 van 39 keer overgenomen'],
  [{ taken: 1, of: 9 }, false, ''],
])('%j is judged and told', (rate, off, words) => {
  expect(isTooSeldomRight(rate)).toBe(off)
  expect(rateInWords(rate)).toBe(words)
})
