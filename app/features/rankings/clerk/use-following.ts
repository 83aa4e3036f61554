import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { openStream } from '#app/live/stream.ts'

const AFTER_READING_MS = 250

/** Reads the page again whenever the groups go on; `path` is the stream that tells so. What is typed in a form stays. */
export function useFollowing(path: string): void {
  const { revalidate, state } = useRevalidator()
  const isReading = useRef(false)
  isReading.current = state !== 'idle'
  useEffect(() => {
    let isFirst = true
    let later: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      clearTimeout(later)
      // What happened while the page was being read is read after it.
      if (isReading.current) later = setTimeout(read, AFTER_READING_MS)
      else revalidate()
    }
    const stop = openStream(path, {
      view: () => {
        // The stream begins with what the page shows already.
        if (!isFirst) read()
        isFirst = false
      },
    })
    return () => {
      stop()
      clearTimeout(later)
    }
  }, [path, revalidate])
}
