import { untilReceived } from './file-response.ts'
import { COME_BACK_AFTER_S } from './errors.server.ts'

/** Whoever receives nothing of a list for so long gives its place to a colleague; on a slow line a piece takes seconds. */
const PATIENCE_MS = 30_000

/**
 * Lets so many long lists be made at once. Making one takes the processor and a connection for minutes, whether anybody reads it or not,
 * and twenty would leave nothing for those who work. Who finds no place is not kept waiting, as that would hold a place for pages:
 * the function throws a Response with 503. A place is held until the list was received, given up, or broke.
 */
export function turnsOfLists({ most = 2, patienceMs = PATIENCE_MS } = {}) {
  let underWay = 0
  return async (make: () => Promise<Response>): Promise<Response> => {
    if (underWay >= most) throw tooMany(most)
    underWay++
    const over = () => void underWay--
    try {
      const list = await make()
      if (list.body) return new Response(untilReceived(list.body, over, patienceMs), list)
      over()
      return list
    } catch (error) {
      over()
      throw error
    }
  }
}

/** The turns of this process, for lists of officials that may have any length. */
export const inTurn = turnsOfLists()

function tooMany(most: number): Response {
  const message = `Er worden al ${most} lijsten opgehaald, door u of door collega’s. Meer tegelijk maakt Saomen traag voor iedereen. Probeer het over een minuut opnieuw.`
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': String(COME_BACK_AFTER_S) }
  return new Response(message, { status: 503, headers })
}
