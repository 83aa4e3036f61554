import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Delivery } from './send-form.ts'
import { retryAfter, startFormSender, type FormToSend } from './sender.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const AT_ONCE = { pauseMs: 0, atMostMs: 0 }

/** A sender of forms by name, and a server that gives each form the answer that the test chooses. */
function aSender() {
  const waiting: string[] = []
  const [sent, done, said]: [string[], string[], string[]] = [[], [], []]
  let answer: (delivery: Delivery<string>) => void = () => {}
  const sender = startFormSender<string, string>({
    next: (): FormToSend<string> | null => {
      const [key] = waiting
      return key === undefined ? null : { key, form: new URLSearchParams({ key }), about: key }
    },
    send: (form) => {
      sent.push(form.get('key') ?? '')
      return new Promise((resolve) => (answer = resolve))
    },
    onStart: (about) => said.push(`start ${about}`),
    onAnswer: (about, { kind }) => {
      done.push(`${about} ${kind}`)
      if (waiting[0] === about) waiting.shift()
    },
    report: (event) => said.push(event),
  })
  return {
    ...{ sender, waiting, sent, done, said },
    async answers(kind: 'answered' | 'lost' | 'loggedOut' | 'refused') {
      if (kind === 'answered') answer({ kind, answer: 'ok' })
      else if (kind === 'refused') answer({ kind, message: 'no' })
      else answer({ kind })
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

test('forms are sent one at a time, in order', async () => {
  const { sender, waiting, sent, done, answers } = aSender()
  waiting.push('a', 'b')
  sender.wake(AT_ONCE)
  sender.wake(AT_ONCE)
  await vi.advanceTimersByTimeAsync(10_000)
  sender.wake(AT_ONCE)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toEqual(['a'])
  await answers('answered')
  sender.wake(AT_ONCE)
  await vi.advanceTimersByTimeAsync(0)
  await answers('answered')
  expect([sent, done]).toEqual([
    ['a', 'b'],
    ['a answered', 'b answered'],
  ])
  expect(vi.getTimerCount()).toBe(0)
})

test('a form that was lost is sent again by itself, without anyone who types on', async () => {
  const { sender, waiting, sent, answers } = aSender()
  waiting.push('a')
  sender.wake(AT_ONCE)
  await vi.advanceTimersByTimeAsync(0)
  await answers('lost')
  await vi.advanceTimersByTimeAsync(retryAfter(1))
  expect(sent).toEqual(['a', 'a'])
})

test('a form that may have arrived is sent again unchanged, after longer and longer waits, and others wait for it', async () => {
  const { sender, waiting, sent, said, answers } = aSender()
  waiting.push('a')
  sender.wake(AT_ONCE)
  await vi.advanceTimersByTimeAsync(0)
  await answers('lost')
  waiting.unshift('b')
  for (const times of [1, 2, 3, 4]) {
    sender.wake(AT_ONCE)
    await vi.advanceTimersByTimeAsync(retryAfter(times) - 1)
    expect(sent).toHaveLength(times)
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toHaveLength(times + 1)
    await answers(times === 4 ? 'answered' : 'loggedOut')
  }
  expect(sent).toEqual(['a', 'a', 'a', 'a', 'a'])
  expect(said).toEqual(['start a', 'lost', 'loggedOut', 'loggedOut', 'loggedOut', 'answered'])
  expect([1, 2, 3, 4, 50].map(retryAfter)).toEqual([1000, 2000, 4000, 5000, 5000])
})

test('once the connection is back a lost form is sent at once; without one nothing is sent', async () => {
  const { sender, waiting, sent, answers } = aSender()
  sender.retryNow()
  waiting.push('a')
  sender.wake(AT_ONCE)
  await vi.advanceTimersByTimeAsync(0)
  await answers('lost')
  sender.retryNow()
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toEqual(['a', 'a'])
  await answers('answered')
  sender.retryNow()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toEqual(['a', 'a'])
})

test('a refused form is not sent again', async () => {
  const { sender, waiting, sent, done, answers } = aSender()
  waiting.push('a')
  sender.wake(AT_ONCE)
  await vi.advanceTimersByTimeAsync(0)
  await answers('refused')
  sender.wake(AT_ONCE)
  await vi.advanceTimersByTimeAsync(60_000)
  expect([sent, done]).toEqual([['a'], ['a refused']])
})

test('a text waits for a pause in typing, but no longer than the maximum', async () => {
  const { sender, waiting, sent } = aSender()
  waiting.push('a')
  const wait = { pauseMs: 700, atMostMs: 2500 }
  const typeOn = async (ms: number) => {
    sender.wake(wait)
    await vi.advanceTimersByTimeAsync(ms)
  }
  await typeOn(600)
  for (const _ of [1, 2, 3, 4]) await typeOn(400)
  await typeOn(299)
  expect(sent).toEqual([])
  await typeOn(1)
  expect(sent).toEqual(['a'])
})

test('a stopped sender sends and retries nothing', async () => {
  const { sender, waiting, sent, answers } = aSender()
  waiting.push('a')
  sender.wake(AT_ONCE)
  await vi.advanceTimersByTimeAsync(0)
  sender.stop()
  await answers('lost')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toEqual(['a'])
  expect(vi.getTimerCount()).toBe(0)
})
