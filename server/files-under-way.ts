import { COME_BACK_AFTER_S } from '#app/errors.server.ts'
import { widerNetwork } from '#app/features/accounts/client-network.ts'
import { areaOf } from '#app/features/accounts/local-path.ts'

/**
 * A file that is sent in pieces takes some MB for as long as the visitor takes to receive it. Staff may always have theirs:
 * nobody else gets a file from their addresses.
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
      return new Response(received(answer.body, over, patienceMs), answer)
    },
  }
}

/** A body that says once when it is over: received, given up, broken, or because no piece of it was taken in time. */
function received(body: ReadableStream<Uint8Array>, over: () => void, patienceMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const end = () => {
    clearTimeout(timer)
    if (!isOver) over()
    isOver = true
  }
  const wait = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    timer = setTimeout(() => {
      end()
      controller.error(new Error('no piece of the file was taken in time'))
      void reader.cancel().catch(() => {})
    }, patienceMs).unref()
  }
  return new ReadableStream<Uint8Array>(
    {
      start: wait,
      async pull(controller) {
        clearTimeout(timer)
        try {
          const { value, done } = await reader.read()
          if (!done) {
            controller.enqueue(value)
            return wait(controller)
          }
          controller.close()
          end()
        } catch (error) {
          end()
          throw error
        }
      },
      cancel(why) {
        end()
        return reader.cancel(why)
      },
    },
    { highWaterMark: 0 },
  )
}
