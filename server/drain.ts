import type { Server, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** The requests that a process has to end before it ends itself. */
export type Drain = {
  /** Counts a request that is not answered at once. */
  begin(response: ServerResponse): void
  /**
   * Stops listening with `close`, waits at most `patienceMs` until the requests are answered, and closes all connections that are
   * left, also idle ones.
   */
  end(close: () => unknown, patienceMs: number): Promise<void>
}

export function drainOf(server: Server): Drain {
  let underWay = 0
  let lastEnded = () => {}
  return {
    begin(response) {
      underWay++
      response.once('close', () => {
        underWay--
        if (underWay === 0) lastEnded()
      })
    },
    async end(close, patienceMs) {
      close()
      server.closeIdleConnections()
      const allEnded = underWay === 0 ? Promise.resolve() : new Promise<void>((resolve) => (lastEnded = resolve))
      await within(patienceMs, allEnded)
      server.closeAllConnections()
    },
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
