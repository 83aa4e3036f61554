import { describe, expect, test } from 'vitest'
import { questionHeading, questionInWords, questionKey, questionStarts } from './question-words.ts'

const skipped = { number: 4, printedNumber: 3, heading: 'Waar moeten wij op letten?' }
const free = { number: null, printedNumber: null, heading: '' }

describe('a question in words', () => {
  test('has the number that the contributor printed, and the number on the list beside it', () => {
    expect(questionHeading(skipped)).toBe('3. Waar moeten wij op letten?')
    expect(questionInWords(skipped)).toBe('vraag 3 (vraag 4 van de lijst)')
    expect(questionInWords({ ...skipped, printedNumber: 4 })).toBe('vraag 4')
    expect(questionInWords({ ...skipped, printedNumber: null })).toBe('vraag 4')
  })

  test('a question of the contributor alone has its own words', () => {
    const own = { number: null, printedNumber: null, heading: 'Vanuit het werkveld' }
    expect([questionHeading(own), questionInWords(own), questionKey(own)]).toEqual([
      'Vanuit het werkveld',
      '“Vanuit het werkveld”',
      'Vanuit het werkveld',
    ])
  })

  test('questions are told apart by their number on the list, and a free point has none', () => {
    expect([questionKey(skipped), questionKey(free)]).toEqual(['4', null])
  })

  test('above the text each question stands once, where its answer begins', () => {
    const items = [
      { ...free, start: 0 },
      { ...skipped, start: 10 },
      { ...skipped, start: 20 },
      { ...free, start: 30 },
      { ...skipped, start: 40 },
    ]
    expect(questionStarts(items)).toEqual([
      { start: 10, words: '3. Waar moeten wij op letten?' },
      { start: 40, words: '3. Waar moeten wij op letten?' },
    ])
  })
})
