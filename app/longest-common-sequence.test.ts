import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestCommonSequence } from './longest-common-sequence.ts'

const list = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })

/** The length of the longest common sequence, computed straight from its definition. */
function longest(from: readonly string[], to: readonly string[]): number {
  const [a, b] = [from.at(-1), to.at(-1)]
  if (a === undefined || b === undefined) return 0
  if (a === b) return longest(from.slice(0, -1), to.slice(0, -1)) + 1
  return Math.max(longest(from.slice(0, -1), to), longest(from, to.slice(0, -1)))
}

test('the common sequence has equal items, ascends in both lists, and is the longest possible', () => {
  fc.assert(
    fc.property(list, list, (from, to) => {
      const pairs = longestCommonSequence(from, to, 100) ?? []
      pairs.forEach(([inFrom, inTo], nth) => {
        expect(from[inFrom]).toBe(to[inTo])
        const [fromBefore, toBefore] = pairs[nth - 1] ?? [-1, -1]
        expect(inFrom).toBeGreaterThan(fromBefore)
        expect(inTo).toBeGreaterThan(toBefore)
      })
      expect(pairs).toHaveLength(longest(from, to))
    }),
    { numRuns: 200 },
  )
})

test('lists in a very different order give null, and items that only one list has are no difference', () => {
  const numbers = Array.from({ length: 50 }, (_, nth) => String(nth))
  expect(longestCommonSequence(numbers, numbers.toReversed(), 20)).toBeNull()
  expect(
    longestCommonSequence(['x', ...numbers], [...numbers, ...numbers.map((each) => `nieuw ${each}`)], 0),
  ).toHaveLength(50)
})
