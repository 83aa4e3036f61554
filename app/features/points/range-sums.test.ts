import { expect, test } from 'vitest'
import { mergedRanges, withoutRanges } from './range-sums.ts'

const text = 'De bus rijdt niet. Dat is lastig. Het veld is nat.'
const find = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
const left = (...out: string[]) =>
  withoutRanges(text, { start: 0, end: text.length }, out.map(find)).map(({ start, end }) => text.slice(start, end))

test('what is left of a range are the pieces with words', () => {
  expect(left()).toEqual([text])
  expect(left('Dat is lastig.')).toEqual(['De bus rijdt niet.', 'Het veld is nat.'])
  expect(left('Dat is lastig', 'De bus rijdt niet')).toEqual(['. Het veld is nat.'])
  expect(left(text)).toEqual([])
})

test('ranges that share something become one; neighbours stay apart', () => {
  expect(
    mergedRanges([
      { start: 5, end: 9 },
      { start: 0, end: 5 },
      { start: 7, end: 12 },
    ]),
  ).toEqual([
    { start: 0, end: 5 },
    { start: 5, end: 12 },
  ])
})
