import { NotFound } from '#app/errors.server.ts'
import type { LiveEvent, Send } from './live-feed.server.ts'

/** How often a silent connection is kept warm, so that no proxy takes it for dead. */
export const BEAT_MS = 10_000
/** After this long a screen asks anew. */
const ENDS_AFTER_MS = 15 * 60_000
/** A screen that takes this many messages behind is asleep or gone: what waits for it would only fill the memory. */
const MOST_WAITING = 100
/** How soon a browser comes back after a connection was lost. */
const COME_BACK_MS = 500

/**
 * A stream of server-sent events. `start` gets what sends to this screen and returns what ends it; `beat` is called now and
 * then while the screen is there, and ends it by throwing NotFound: who lost the right to look does not go on looking.
 */
export function liveResponse(request: Request, start: (send: Send) => () => void, beat: () => Promise<void>): Response {
  const encoder = new TextEncoder()
  let end = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let isOver = false
      const write = (text: string) => {
        if (isOver) return
        if ((controller.desiredSize ?? 0) < -MOST_WAITING) end()
        else controller.enqueue(encoder.encode(text))
      }
      const stop = start(({ event, data }: LiveEvent) => write(`event: ${event}\ndata: ${data}\n\n`))
      const beats = setInterval(() => {
        write(': beat\n\n')
        if (isOver) return
        // A database that does not answer is no reason to end it.
        beat().catch((error: unknown) => error instanceof NotFound && end())
      }, BEAT_MS)
      const limit = setTimeout(() => end(), ENDS_AFTER_MS)
      end = () => {
        if (isOver) return
        isOver = true
        clearInterval(beats)
        clearTimeout(limit)
        stop()
        try {
          controller.close()
        } catch {
          // The other side closed it already.
        }
      }
      request.signal.addEventListener('abort', () => end())
      write(`retry: ${COME_BACK_MS}\n\n`)
      // Who left while the page was looked up will not say so again.
      if (request.signal.aborted) end()
    },
    cancel: () => end(),
  })
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  })
}
