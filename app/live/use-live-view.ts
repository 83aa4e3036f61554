import { useEffect, useState } from 'react'
import { stillTyping, typingAfter, type Typing } from './typing.ts'
import { useStream } from './use-stream.ts'

/**
 * The view of a screen that follows what others do, and who of them types where. Of two views the one with the higher
 * version is shown, in whatever order they arrive.
 */
export function useLiveView<View extends { version: number }>(
  initial: View,
  url: string,
  /** Reads who types where from the data of the event. */
  readTyping: (data: string) => { accountId: string; at: string | null },
) {
  const [view, setView] = useState(initial)
  const [typing, setTyping] = useState<Typing>({})
  const { connection, report } = useStream(url, {
    view(data) {
      const next: View = JSON.parse(data)
      setView((current) => (next.version >= current.version ? next : current))
    },
    typing: (data) => setTyping((all) => typingAfter(all, readTyping(data), Date.now())),
  })
  const isSomeoneTyping = Object.keys(typing).length > 0
  useEffect(() => {
    if (!isSomeoneTyping) return
    const passing = setInterval(() => setTyping((all) => stillTyping(all, Date.now())), 1000)
    return () => clearInterval(passing)
  }, [isSomeoneTyping])
  return { view, connection, typing, report }
}
