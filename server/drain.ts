import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** A browser that keeps its connection open without asking anything is not waited for. */
const LOOK_AGAIN_MS = 50

/** Takes no new connections and waits until the requests under way were answered, at most `patienceMs`; then it ends them. */
export async function drain(server: Server, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN_MS)
  const late = setTimeout(() => server.closeAllConnections(), patienceMs)
  try {
    await closed
  } finally {
    clearInterval(idle)
    clearTimeout(late)
  }
}

/** Waits for what should end, at most `ms`; gives whether it did. */
export async function within(ms: number, ending: Promise<unknown>): Promise<boolean> {
  return Promise.race([ending.then(() => true), sleep(ms, false, { ref: false })])
}
