import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/** Reads the page again whenever the groups go on; `path` is the stream that tells so. What is typed in a form stays. */
export function useFollowing(path: string): void {
  const { revalidate, state } = useRevalidator()
  const busy = useRef(false)
  busy.current = state !== 'idle'
  useEffect(() => {
    const source = new EventSource(path)
    let isFirst = true
    let later: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      clearTimeout(later)
      // What happened while the page was being read is read after it.
      if (busy.current) later = setTimeout(read, 250)
      else revalidate()
    }
    source.addEventListener('view', () => {
      // The stream begins with what the page shows already.
      if (!isFirst) read()
      isFirst = false
    })
    return () => {
      source.close()
      clearTimeout(later)
    }
  }, [path, revalidate])
}
