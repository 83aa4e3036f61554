import { expect, test } from 'vitest'
import { countedInWords, dueFrom, keepOnly } from './retention.ts'

test.each([
  ['2016-12-05', 12, '2017-12-05'],
  ['2016-01-31', 1, '2016-02-29'],
  ['2017-01-31', 1, '2017-02-28'],
  ['2016-11-30', 3, '2017-02-28'],
  ['2016-12-31', 120, '2026-12-31'],
])('what ended on %s is due %i months later on %s', (ended, months, due) => {
  expect(dueFrom(ended, months)).toBe(due)
})

test('only what is public stays of a text, at the same places', () => {
  const text = 'Ik ben 😀 Jan.\r\nDe bus rijdt niet. Dag!'
  const start = text.indexOf('De bus')
  const kept = keepOnly(text, [
    { start: start + 7, end: start + 18 },
    { start, end: start + 6 },
  ])
  expect(kept).toBe(`${' '.repeat(14)}\r\nDe bus rijdt niet. ${' '.repeat(4)}`.replace('bus rijdt', 'bus rijdt'))
  expect(kept).toHaveLength(text.length)
  expect(kept.slice(start, start + 18)).toBe(text.slice(start, start + 18))
  expect(keepOnly(text, [])).toMatch(/^\s+$/)
})

test('ranges that overlap are kept once', () => {
  expect(
    keepOnly('abcdef', [
      { start: 1, end: 4 },
      { start: 2, end: 3 },
      { start: 3, end: 5 },
    ]),
  ).toBe(' bcde ')
})

test('counts are words', () => {
  expect([countedInWords('contactAddress', 1), countedInWords('contribution', 9362)]).toEqual([
    '1 adres',
    '9.362 stukken inbreng',
  ])
  expect([9_999, 10_000, 10_001].map((count) => countedInWords('contribution', count, 10_000))).toEqual([
    ...['9.999 stukken inbreng', '10.000 stukken inbreng', 'meer dan 10.000 stukken inbreng'],
  ])
})
