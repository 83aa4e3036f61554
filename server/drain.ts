import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Counts the requests in progress from now on. The returned function stops listening with `close`, waits at most
 * `patienceMs` until those requests are answered, and closes all connections that are left, also idle ones.
 */
export function drainable(server: Server): (close: () => unknown, patienceMs: number) => Promise<void> {
  let underWay = 0
  let lastEnded = () => {}
  server.on('request', (_, response) => {
    underWay++
    response.once('close', () => {
      underWay--
      if (underWay === 0) lastEnded()
    })
  })
  return async (close, patienceMs) => {
    close()
    server.closeIdleConnections()
    const allEnded = underWay === 0 ? Promise.resolve() : new Promise<void>((resolve) => (lastEnded = resolve))
    await within(patienceMs, allEnded)
    server.closeAllConnections()
  }
}

/** Waits for a promise, at most `ms`; resolves with whether it settled in time. */
export async function within(ms: number, ending: Promise<unknown>): Promise<boolean> {
  const late = new AbortController()
  try {
    return await Promise.race([ending.then(() => true), sleep(ms, false, { signal: late.signal })])
  } finally {
    late.abort()
  }
}
