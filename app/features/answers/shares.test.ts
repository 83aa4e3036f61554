import { expect, test } from 'vitest'
import { shares } from './shares.ts'

test('a small bar shows three outcomes and the rest together', () => {
  const counts = [
    { disposition: 'noted', count: 2 },
    { disposition: 'notAdopted', count: 12 },
    { disposition: 'adopted', count: 21 },
    { disposition: 'forwarded', count: 3 },
  ]
  expect(shares(counts).map(({ label, count }) => [label, count])).toEqual([
    ['overgenomen', 21],
    ['niet overgenomen', 12],
    ['anders', 5],
  ])
  expect(shares([])).toEqual([])
})
