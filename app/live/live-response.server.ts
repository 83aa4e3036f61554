import type { Visit } from '#app/features/accounts/guard.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { LiveEvent, Send } from './live-feed.server.ts'

/** How often something is sent on a silent connection, so that no proxy closes it. */
export const BEAT_MS = 10_000
/** After this long a stream ends, and the screen opens a new one. */
const ENDS_AFTER_MS = 15 * 60_000
/**
 * A screen that is this many messages behind is asleep or gone; messages that wait for it would only fill the memory.
 */
const MOST_WAITING = 100
/** Nobody watches more screens than this at once, and each costs the database a query every few seconds. */
export const MOST_SCREENS = 30
/** The functions that end the screens of a person in this process, oldest first. */
const screens = new Map<string, Set<() => void>>()
/** How soon a browser reconnects after a connection was lost. */
const COME_BACK_MS = 500

/**
 * A stream of server-sent events. `start` receives the function that sends to this screen, and returns the one that
 * ends it. `beat` is called now and then while the screen is there; when it throws NotFound the stream ends, so that
 * someone who lost the right to look does not go on looking. When one person (`whose`, the id of an account) has too
 * many screens the oldest ends, which is also the one that a lost connection left behind. When the process is about to
 * end the stream ends too, and the browser reconnects to the next process. Throws a Response of 406 when Remix asks for
 * data: those would arrive only when the stream is over.
 */
export function liveResponse(
  { request, context }: Pick<Visit, 'request'> & { context: Pick<Visit['context'], 'forData' | 'draining'> },
  start: (send: Send) => () => void,
  beat: () => Promise<void>,
  whose: string,
): Response {
  if (context.forData)
    throw new Response('Dit adres geeft een stroom van berichten. Vraag het zonder “.data”.', { status: 406 })
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
        // A database that does not answer is no reason to end the stream.
        beat().catch((error: unknown) => error instanceof NotFound && end())
      }, BEAT_MS)
      const limit = setTimeout(() => end(), ENDS_AFTER_MS)
      end = () => {
        if (isOver) return
        isOver = true
        clearInterval(beats)
        clearTimeout(limit)
        context.draining?.removeEventListener('abort', end)
        forget()
        stop()
        try {
          controller.close()
        } catch {
          // The other side has closed it already.
        }
      }
      const forget = rememberScreen(whose, () => end())
      request.signal.addEventListener('abort', () => end())
      write(`retry: ${COME_BACK_MS}\n\n`)
      context.draining?.addEventListener('abort', end)
      // No abort event follows when the browser left before this point.
      if (request.signal.aborted || context.draining?.aborted) end()
    },
    cancel: () => end(),
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    },
  })
}

/**
 * Remembers a screen, and ends the oldest one of someone who has too many; call the returned function when the screen
 * ends.
 */
function rememberScreen(whose: string, end: () => void): () => void {
  const own = screens.get(whose) ?? new Set()
  screens.set(whose, own.add(end))
  const [oldest] = own
  if (own.size > MOST_SCREENS) oldest?.()
  return () => {
    own.delete(end)
    if (own.size === 0) screens.delete(whose)
  }
}
