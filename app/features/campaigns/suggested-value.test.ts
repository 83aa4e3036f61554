import { describe, expect, test } from 'vitest'
import { isTooSeldomRight, rateInWords, suggestedValue } from './suggested-value.ts'

const near = (...values: [string, number][]) => values.map(([value, score], at) => ({ pointId: `${at}`, value, score }))

describe('what the nearest points suggest', () => {
  test('is what most of them have, the nearest first', () => {
    expect(suggestedValue(near(['care', 0.2], ['care', 0.5], ['bus', 0.1]))).toEqual({
      value: 'care',
      pointIds: ['1', '0'],
    })
  })

  test.each([
    ['there are none', near()],
    ['there is one only', near(['care', 1])],
    ['they do not agree', near(['care', 0.5], ['care', 0.1], ['bus', 0.3], ['bus', 0.3])],
  ])('is nothing when %s', (_, points) => {
    expect(suggestedValue(points)).toBeNull()
  })
})

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
