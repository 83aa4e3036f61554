import { expect, test } from 'vitest'
import { percentile, ratioOf, spreadOf } from './figures.ts'

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1)

test('a percentile is one of the times, and as many as it says do not exceed it', () => {
  expect(percentile(upTo(100), 0.5)).toBe(50)
  expect(percentile(upTo(100), 0.99)).toBe(99)
  expect(percentile(upTo(10), 0.99)).toBe(10)
  expect(percentile([7], 0.5)).toBe(7)
  expect(percentile([], 0.99)).toBe(0)
})

test('a spread does not need times in order, and orders them as numbers', () => {
  expect(spreadOf(upTo(200).toReversed())).toEqual({ p50: 100, p95: 190, p99: 198 })
  expect(spreadOf([10.126, 9])).toEqual({ p50: 9, p95: 10.13, p99: 10.13 })
})

test('without a figure of the plain program there is no ratio that could pass', () => {
  expect(ratioOf(80, 100)).toBe(0.8)
  expect(ratioOf(80, 0)).toBe(0)
})
