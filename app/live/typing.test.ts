import { expect, test } from 'vitest'
import { stillTyping, typingAfter, typingSignal } from './typing.ts'

test('someone who types is shown for five seconds, or until they stop', () => {
  const one = typingAfter({}, { accountId: 'a', at: 'q1' }, 1000)
  const both = typingAfter(one, { accountId: 'b', at: 'q2' }, 3000)
  expect(both).toEqual({ a: { at: 'q1', until: 6000 }, b: { at: 'q2', until: 8000 } })
  expect(Object.keys(stillTyping(both, 5999))).toEqual(['a', 'b'])
  expect(Object.keys(stillTyping(both, 6000))).toEqual(['b'])
  expect(typingAfter(both, { accountId: 'b', at: null }, 4000)).toEqual(one)
  expect(typingAfter(both, { accountId: 'a', at: 'q3' }, 4000).a).toEqual({ at: 'q3', until: 9000 })
})

test('others receive a report now and then while someone types, and once that they stopped', () => {
  const sent: boolean[] = []
  const signal = typingSignal((isTyping) => sent.push(isTyping))
  signal.stopped()
  for (const now of [0, 100, 2499, 2500, 2600]) signal.typed(now)
  expect(sent).toEqual([true, true])
  signal.stopped()
  signal.stopped()
  signal.typed(2700)
  expect(sent).toEqual([true, true, false, true])
})
