import type { Visit } from '#app/features/accounts/guard.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { LiveEvent, Send } from './live-feed.server.ts'

/** How often a silent connection is kept warm, so that no proxy takes it for dead. */
export const BEAT_MS = 10_000
/** After this long a screen asks anew. */
const ENDS_AFTER_MS = 15 * 60_000
/** A screen that takes this many messages behind is asleep or gone: what waits for it would only fill the memory. */
const MOST_WAITING = 100
/** More screens than this at once nobody looks at; each costs the database a look every few seconds. */
export const MOST_SCREENS = 30
/** What ends the screens of a person in this process, the one that was opened first in front. */
const screens = new Map<string, Set<() => void>>()
/** How soon a browser comes back after a connection was lost. */
const COME_BACK_MS = 500

/**
 * A stream of server-sent events. `start` gets what sends to this screen and returns what ends it; `beat` is called now and
 * then while the screen is there, and ends it by throwing NotFound: who lost the right to look does not go on looking. Of the
 * many screens of one person (`whose`, the id of an account) the oldest ends, which is also the one that a lost connection left behind.
 * When the process is about to end it ends too: the browser comes back, to the process that takes over.
 * Throws a Response of 406 when data are asked: these would be there when the stream is over.
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
        // A database that does not answer is no reason to end it.
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
          // The other side closed it already.
        }
      }
      const forget = rememberScreen(whose, () => end())
      request.signal.addEventListener('abort', () => end())
      write(`retry: ${COME_BACK_MS}\n\n`)
      context.draining?.addEventListener('abort', end)
      // Who left while the page was looked up will not say so again.
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

/** Ends the oldest screen of someone who has too many; what this returns is called when the new one is over. */
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
