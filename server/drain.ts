import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Counts the requests under way from now on. What it returns ends the listening with `close` and waits until those requests were
 * answered, at most `patienceMs`; then it ends what is left, and the connections that browsers keep open without asking anything.
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

/** Waits for what should end, at most `ms`; gives whether it did. */
export async function within(ms: number, ending: Promise<unknown>): Promise<boolean> {
  const late = new AbortController()
  try {
    return await Promise.race([ending.then(() => true), sleep(ms, false, { signal: late.signal })])
  } finally {
    late.abort()
  }
}
