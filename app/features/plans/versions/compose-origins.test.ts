import { expect, test } from 'vitest'
import { composeOrigins } from './compose-origins.ts'
import type { Origin } from './match-versions.ts'

const origins = (...pairs: [number, number, boolean?][]): Origin[] =>
  pairs.map(([from, to, doubtful = false]) => ({ from, to, doubtful }))

test('what was split and then merged with another comes from both', () => {
  const earlier = origins([0, 0], [0, 1], [1, 2])
  const later = origins([0, 0], [1, 1], [2, 1])
  expect(composeOrigins(earlier, later)).toEqual(origins([0, 0], [0, 1], [1, 1]))
})

test('what was split and merged again comes from one, once', () => {
  expect(composeOrigins(origins([0, 0], [0, 1]), origins([0, 0], [1, 0]))).toEqual(origins([0, 0]))
})

test('what was new in between, or went away in between, has no origin', () => {
  expect(composeOrigins(origins([0, 0]), origins([1, 0]))).toEqual([])
})

test('a doubt on the way stays a doubt, unless another way is sure', () => {
  expect(composeOrigins(origins([0, 0, true]), origins([0, 0]))).toEqual(origins([0, 0, true]))
  expect(composeOrigins(origins([0, 0, true], [0, 1]), origins([0, 0], [1, 0]))).toEqual(origins([0, 0]))
  expect(composeOrigins(origins([0, 0], [0, 1, true]), origins([0, 0], [1, 0]))).toEqual(origins([0, 0]))
})
