import { expect, test } from 'vitest'
import { realLists, someReport } from '#app/features/rankings/counting/some-report.fixture.ts'
import { chartOf, needsWords, SHADES } from './outcome-chart.ts'

const topics = Array.from({ length: 40 }, (_, at) => `onderwerp ${at}`)
const crowd = someReport({
  topics,
  groups: Object.fromEntries(
    Array.from({ length: 20 }, (_, group) => [
      `Groep ${group + 1}`,
      Array.from({ length: 5 }, (_each, at) => topics[(group + at * 3) % 40] ?? ''),
    ]),
  ),
})

test('a bar is as long as the sum, with a block per group in their order', () => {
  const [first] = chartOf(someReport(realLists))
  expect(
    first?.segments.map(({ shade, number, from, width }) => [shade, number, Math.round(from), Math.round(width)]),
  ).toEqual([
    [0, 1, 0, 6],
    [null, 6, 6, 33],
    [2, 2, 39, 11],
  ])
  expect(first?.inWords).toBe('groep 1: plaats 1, groep 2: niet gekozen (6), groep 3: plaats 2')
})

test('numbers of three groups fit on paper; of twenty groups they stand there in words', () => {
  expect(needsWords(chartOf(someReport(realLists)))).toBe(false)
  expect(needsWords(chartOf(crowd))).toBe(true)
})

test('with twenty groups no bar is longer than the room there is, and neighbours have other shades', () => {
  const chart = chartOf(crowd)
  expect(chart).toHaveLength(40)
  for (const { segments } of chart) {
    const last = segments.at(-1)
    expect((last?.from ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(100.001)
    for (const { group, shade } of segments) expect(shade === null || shade === group % SHADES).toBe(true)
  }
})

test('a number is left out where its block is too narrow, whatever the screen', () => {
  const narrow = someReport({
    topics: ['A', 'B', 'C'],
    k: 2,
    unrankedRank: 200,
    groups: { 1: ['A', 'B'], 2: ['B', 'C'] },
  })
  const [first] = chartOf(narrow)
  expect(first?.segments.map(({ fitsFrom }) => fitsFrom)).toEqual([null, null])
})
