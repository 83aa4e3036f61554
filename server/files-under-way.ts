import { COME_BACK_AFTER_S } from '#app/errors.server.ts'
import { widerNetwork } from '#app/features/accounts/client-network.ts'
import { areaOf } from '#app/features/accounts/local-path.ts'
import { untilReceived } from '#app/file-response.ts'

/**
 * A file that is sent in pieces takes some MB for as long as the visitor takes to receive it. Those of staff
 * have turns of their own (`app/list-turns.server.ts`): nobody else gets a file from their addresses.
 */
const most = { whole: 24, network: 8 }
/** A visitor on the slowest of lines takes a piece within this time. */
const PATIENCE_MS = 120_000

const refusal = 'Er worden nu te veel bestanden tegelijk opgehaald. Probeer het over een minuut opnieuw.'

export type FilesUnderWay = {
  /** The answer, counted until it was received; in place of a file that is one too many a 503. */
  sent(request: Request, answer: Response, clientAddress: string): Response
}

/** Limits how many files are sent to visitors at once, of everyone and of one network, and how long a piece may wait. */
export function filesUnderWay({
  whole = most.whole,
  network: share = most.network,
  patienceMs = PATIENCE_MS,
} = {}): FilesUnderWay {
  const underWay = new Map<string, number>()
  let all = 0
  return {
    sent(request, answer, clientAddress) {
      const isFile = answer.headers.get('Content-Disposition')?.startsWith('attachment') === true
      if (!isFile || !answer.body || request.method !== 'GET' || areaOf(new URL(request.url).pathname) !== null)
        return answer
      const network = widerNetwork(clientAddress)
      const own = underWay.get(network) ?? 0
      if (all >= whole || own >= share) {
        void answer.body.cancel().catch(() => {})
        const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': String(COME_BACK_AFTER_S) }
        return new Response(refusal, { status: 503, headers })
      }
      all++
      underWay.set(network, own + 1)
      const over = () => {
        all--
        const left = (underWay.get(network) ?? 0) - 1
        if (left > 0) underWay.set(network, left)
        else underWay.delete(network)
      }
      return new Response(untilReceived(answer.body, over, patienceMs), answer)
    },
  }
}
