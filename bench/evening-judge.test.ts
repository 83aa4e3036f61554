import { expect, test } from 'vitest'
import { Changes, compareMail, judgeReactions, isShownTooLong } from './evening-judge.ts'
import type { Sending } from './reaction-client.ts'

const CLOSES = 10_000
const sending = (outcome: Sending['outcome'], sentAt: number | null): Sending => ({
  ...{ outcome, sentAt, answeredAt: 0, took: [], again: { busy: 0, broken: 0 }, said: '' },
})
const row = (text: string, receivedAt: number, timeliness = 'onTime') => ({ text, receivedAt, timeliness })

test('what was shown may be older than a change only to who asked before the official had the answer', () => {
  const changes = new Changes()
  changes.answered(1, 1000)
  changes.answered(2, 2000)
  expect(changes.oldestAllowed(1000)).toBe(-1)
  expect(changes.oldestAllowed(1001)).toBe(1)
  expect(changes.oldestAllowed(2500)).toBe(2)
  expect(changes.oldestAllowed(2500, 1000)).toBe(1)
})

test('a page that says that one can react is wrong from the millisecond of closing', () => {
  expect(isShownTooLong({ sentAt: CLOSES - 1, open: true }, CLOSES)).toBe(false)
  expect(isShownTooLong({ sentAt: CLOSES, open: true }, CLOSES)).toBe(true)
  expect(isShownTooLong({ sentAt: CLOSES, open: false }, CLOSES)).toBe(false)
})

test('a receipt without a reaction is lost, and a reaction stored twice is doubled', () => {
  const sent = ['a', 'b', 'c'].map((text) => ({ text, sending: sending('receipt', 1) }))
  const verdict = judgeReactions(sent, [row('b', 2), row('c', 2), row('c', 3)], CLOSES)
  expect(verdict).toEqual({ lost: ['a'], doubled: ['c'], late: [] })
})

test('sent in time counts as in time, and sent too late does not', () => {
  const sent = [
    { text: 'in time', sending: sending('receipt', CLOSES - 1) },
    { text: 'refused though in time', sending: sending('closed', CLOSES - 3) },
    { text: 'no answer', sending: sending('failed', CLOSES - 5) },
    { text: 'refused for being late', sending: sending('closed', CLOSES) },
    { text: 'never came to sending', sending: sending('closed', null) },
    { text: 'stored though late', sending: sending('receipt', CLOSES) },
    { text: 'dated after closing', sending: sending('receipt', CLOSES - 1) },
    { text: 'stored as late', sending: sending('receipt', CLOSES) },
  ]
  const stored = [
    row('in time', CLOSES - 1),
    row('stored though late', CLOSES - 1),
    row('dated after closing', CLOSES),
    row('stored as late', CLOSES, 'late'),
  ]
  expect(judgeReactions(sent, stored, CLOSES).late).toEqual([
    { text: 'refused though in time', why: 'refusedInTime', sentBefore: 3 },
    { text: 'no answer', why: 'refusedInTime', sentBefore: 5 },
    { text: 'stored though late', why: 'storedAsOnTime', sentBefore: 0 },
    { text: 'dated after closing', why: 'storedAsOnTime', sentBefore: 1 },
  ])
})

test('everyone who is owed a mail got one, and one only', () => {
  expect(compareMail(['a', 'b', 'c'], ['b', 'c', 'c', 'x'])).toEqual({ missing: ['a'], doubled: ['c'] })
})
