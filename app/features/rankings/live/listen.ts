const AGAIN_AFTER_MS = 1000

/** What a screen does with what it hears; `view` and `typing` get the data of the event. */
export type Ears = { open: () => void; lost: () => void; view: (data: string) => void; typing?: (data: string) => void }

/** Listens to a stream of the server until what this returns is called. */
export function listen(url: string, ears: Ears): () => void {
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    source = new EventSource(url)
    source.addEventListener('open', ears.open)
    source.addEventListener('view', ({ data }) => ears.view(data))
    source.addEventListener('typing', ({ data }) => ears.typing?.(data))
    source.addEventListener('error', () => {
      ears.lost()
      // A browser comes back by itself, unless the answer was no stream: while a server starts, a proxy answers for it.
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_AFTER_MS)
    })
  }
  open()
  return () => {
    source?.close()
    clearTimeout(again)
  }
}
