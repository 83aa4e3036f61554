const AGAIN_AFTER_MS = 1000
/** A stream ends every quarter of an hour and reopens at once: only a longer break is worth mentioning. */
const LOST_AFTER_MS = 1500

/** How a screen handles events; `view` and `typing` get the data of the event. */
export type StreamHandlers = {
  view: (data: string) => void
  typing?: (data: string) => void
  open?: () => void
  lost?: () => void
}

/** Follows a stream of the server until the returned function is called. */
export function openStream(url: string, handlers: StreamHandlers): () => void {
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let lost: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    source = new EventSource(url)
    source.addEventListener('open', () => {
      clearTimeout(lost)
      lost = undefined
      handlers.open?.()
    })
    source.addEventListener('view', ({ data }) => handlers.view(data))
    source.addEventListener('typing', ({ data }) => handlers.typing?.(data))
    source.addEventListener('error', () => {
      lost ??= setTimeout(() => handlers.lost?.(), LOST_AFTER_MS)
      // A browser reconnects by itself, except when the answer was not a stream: while a server starts, a proxy answers
      // for it.
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_AFTER_MS)
    })
  }
  // A tablet that is back on the network need not wait for the browser's next try.
  const reopen = () => {
    clearTimeout(again)
    source?.close()
    open()
  }
  open()
  window.addEventListener('online', reopen)
  return () => {
    window.removeEventListener('online', reopen)
    source?.close()
    clearTimeout(again)
    clearTimeout(lost)
  }
}
