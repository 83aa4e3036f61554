import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import type { Send } from './live-feed.server.ts'
import { liveResponse, MOST_SCREENS } from './live-response.server.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

let people = 0

function stream(signal?: AbortSignal, whose = `person ${++people}`, draining?: AbortSignal) {
  const stop = vi.fn()
  const beat = vi.fn(async () => {})
  let send: Send = () => {}
  const request = new Request('http://localhost/live', signal ? { signal } : {})
  const response = liveResponse(
    { request, context: { ...(draining ? { draining } : {}) } },
    (to) => ((send = to), stop),
    beat,
    whose,
  )
  return { response, stop, beat, send: (data: string) => send({ event: 'view', data }) }
}

test('a screen receives events, a heartbeat now and then, and how soon to reconnect', async () => {
  const { response, send, beat } = stream()
  send('"a"')
  vi.advanceTimersByTime(10_000)
  expect(beat).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(15 * 60_000)
  const text = await response.text()
  expect(text.startsWith('retry: 500\n\nevent: view\ndata: "a"\n\n: beat\n\n')).toBe(true)
})

test.each([
  ['after a quarter of an hour', () => vi.advanceTimersByTime(15 * 60_000)],
  ['when the browser leaves', ({ response }: ReturnType<typeof stream>) => response.body?.cancel()],
  ['when the request is broken off', (_: ReturnType<typeof stream>, abort: AbortController) => abort.abort()],
])('it ends %s: once, and without a heartbeat after it', async (_, leave) => {
  const abort = new AbortController()
  const it = stream(abort.signal)
  await leave(it, abort)
  const beats = it.beat.mock.calls.length
  vi.advanceTimersByTime(60 * 60_000)
  expect(it.stop).toHaveBeenCalledOnce()
  expect(it.beat).toHaveBeenCalledTimes(beats)
  expect(vi.getTimerCount()).toBe(0)
})

test('when the process is about to end all screens end, and know how soon to reconnect', async () => {
  const draining = new AbortController()
  const screens = ['one', 'other'].map((whose) => stream(undefined, whose, draining.signal))
  draining.abort()
  for (const { response, stop } of [...screens, stream(undefined, 'late', draining.signal)]) {
    expect(await response.text()).toBe('retry: 500\n\n')
    expect(stop).toHaveBeenCalledOnce()
  }
  expect(vi.getTimerCount()).toBe(0)
})

test('a screen that lost its right to look ends at its next beat; another failure of the beat does not end it', async () => {
  const { beat, stop } = stream()
  beat.mockRejectedValueOnce(new Error('the database is away'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(stop).not.toHaveBeenCalled()
  beat.mockRejectedValueOnce(new NotFound())
  await vi.advanceTimersByTimeAsync(10_000)
  expect(stop).toHaveBeenCalledOnce()
})

test('a data request of Remix for a stream is refused at once: it would be answered only when the stream ends', async () => {
  const start = vi.fn(() => () => {})
  const ask = () =>
    liveResponse(
      { request: new Request('http://localhost/live'), context: { forData: true } },
      start,
      async () => {},
      'someone',
    )
  expect(ask).toThrow(expect.objectContaining({ status: 406 }))
  expect(start).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})

test('no stream starts for a browser that has left already', () => {
  const { stop } = stream(AbortSignal.abort())
  expect(stop).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

test('a screen that no longer receives anything is ended', () => {
  const { send, stop } = stream()
  for (let n = 0; n < 100; n++) send('"a"')
  expect(stop).not.toHaveBeenCalled()
  for (let n = 0; n < 10; n++) send('"a"')
  expect(stop).toHaveBeenCalledOnce()
})

test('when one person has too many screens the oldest ends, and nobody else’s', () => {
  const other = stream()
  const own = Array.from({ length: MOST_SCREENS + 2 }, () => stream(undefined, 'someone'))
  expect(own.map(({ stop }) => stop.mock.calls.length)).toEqual([
    1,
    1,
    ...Array.from({ length: MOST_SCREENS }, () => 0),
  ])
  expect(other.stop).not.toHaveBeenCalled()
  // Ending one makes room for another.
  void own.at(-1)?.response.body?.cancel()
  stream(undefined, 'someone')
  expect(own.slice(2, -1).every(({ stop }) => stop.mock.calls.length === 0)).toBe(true)
})
