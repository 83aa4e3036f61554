import { describe, expect, test } from 'vitest'
import { afterKept, afterView, type Outgoing } from './outbox.ts'

const move = (key: string, keptAs: number | null = null): Outgoing => ({
  key,
  fields: {},
  move: { topicId: key, rank: 1 },
  keptAs,
})
const text = (key: string): Outgoing => ({ key, fields: {}, move: null, keptAs: null })
const keys = (outbox: readonly Outgoing[]) => outbox.map(({ key }) => key)

describe('moves on their way', () => {
  test('are shown until a list comes that has them', () => {
    const kept = afterKept([move('a'), move('b')], 'a', 7, 6)
    expect(keys(kept)).toEqual(['a', 'b'])
    expect(keys(afterView(kept, 6))).toEqual(['a', 'b'])
    expect(keys(afterView(kept, 7))).toEqual(['b'])
  })

  test('are done when the list that has them came before the answer did', () => {
    expect(keys(afterKept([move('a'), move('b')], 'a', 7, 7))).toEqual(['b'])
    expect(keys(afterKept([move('a'), move('b')], 'a', 7, 9))).toEqual(['b'])
  })

  test('a text that is kept is done, and what was not sent stays', () => {
    expect(keys(afterKept([text('a'), text('b')], 'a', 7, 6))).toEqual(['b'])
    expect(keys(afterView([text('a'), move('b')], 100))).toEqual(['a', 'b'])
  })
})
