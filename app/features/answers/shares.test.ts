import { expect, test } from 'vitest'
import { shares } from './shares.ts'

test('a small bar shows three outcomes and the rest together', () => {
  const counts = [
    { disposition: 'noted', count: 2 },
    { disposition: 'notAdopted', count: 12 },
    { disposition: 'adopted', count: 21 },
    { disposition: 'forwarded', count: 3 },
  ]
  const { parts, other } = shares(counts)
  expect(parts.map(({ label, count }) => [label, count])).toEqual([
    ['overgenomen', 21],
    ['niet overgenomen', 12],
    ['anders', 5],
  ])
  expect(other, 'what "anders" is made of').toEqual([
    { label: 'gelezen', count: 2 },
    { label: 'doorgegeven', count: 3 },
  ])
  expect(shares([])).toEqual({ parts: [], other: [] })
})

test('what is all one thing is called by its own word', () => {
  const { parts, other } = shares([{ disposition: 'alreadyInPlan', count: 4 }])
  expect(parts).toEqual([{ tone: 'slate', label: 'al in het plan', count: 4 }])
  expect(other).toEqual([])
})
