import { describe, expect, test } from 'vitest'
import { numbersInText, pointNumber } from './point-number.ts'

test('a point is called by the number of its contributor and its own', () => {
  expect(pointNumber(12, 3)).toBe('12.3')
  expect(pointNumber(12, null)).toBe('12.nieuw')
  expect(pointNumber(null, null)).toBe('nog geen nummer')
})

describe('in the text of a contribution', () => {
  test('points that were not numbered get the next numbers in reading order, provisionally', () => {
    const points = [{ number: null }, { number: 4 }, { number: null }]
    expect(numbersInText({ contributor: 12, last: 5 }, points)).toEqual([
      { label: '12.6', isProvisional: true },
      { label: '12.4', isProvisional: false },
      { label: '12.7', isProvisional: true },
    ])
  })

  test('the points of someone without a number can be told apart', () => {
    const labels = numbersInText({ contributor: null, last: 0 }, [{ number: null }, { number: null }])
    expect(labels.map(({ label }) => label)).toEqual(['–.1', '–.2'])
    expect(labels.every(({ isProvisional }) => isProvisional)).toBe(true)
  })
})
