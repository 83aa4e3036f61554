import { useCallback, useEffect, useState } from 'react'
import type { ResponseView } from './response-view.ts'

export type Connection = 'starting' | 'live' | 'lost' | 'loggedOut'
/** Who types at which question, by account; it passes by itself. */
export type Typing = Record<string, { questionId: string; until: number } | undefined>

const AGAIN_AFTER_MS = 1000
const TYPING_SHOWS_MS = 5000

/** A response that goes along with what colleagues do. `number` is the question that this person is at. */
export function useLiveResponse(initial: ResponseView, path: string, number: number | null = null) {
  const [view, setView] = useState(initial)
  const [connection, setConnection] = useState<Connection>('starting')
  const [typing, setTyping] = useState<Typing>({})

  useEffect(() => {
    let source: EventSource | null = null
    let again: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      source = new EventSource(number === null ? `${path}/live` : `${path}/live?vraag=${number}`)
      source.addEventListener('open', () => setConnection('live'))
      source.addEventListener('view', (event) => {
        const next: ResponseView = JSON.parse(event.data)
        setView((current) => (next.version >= current.version ? next : current))
      })
      source.addEventListener('typing', (event) => {
        const { accountId, questionId }: { accountId: string; questionId: string | null } = JSON.parse(event.data)
        setTyping((all) => ({ ...all, [accountId]: questionId === null ? undefined : { questionId, until: Date.now() + TYPING_SHOWS_MS } }))
      })
      source.addEventListener('error', () => {
        setConnection((now) => (now === 'loggedOut' ? now : 'lost'))
        // A browser comes back by itself, unless the answer was no stream: while a server starts, a proxy answers for it.
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_AFTER_MS)
      })
    }
    open()
    return () => {
      source?.close()
      clearTimeout(again)
    }
  }, [path, number])

  const isSomeoneTyping = Object.values(typing).some(Boolean)
  useEffect(() => {
    if (!isSomeoneTyping) return
    const passing = setInterval(() => setTyping((all) => Object.fromEntries(Object.entries(all).filter(([, one]) => one && one.until > Date.now()))), 1000)
    return () => clearInterval(passing)
  }, [isSomeoneTyping])

  return { view, connection, typing, setConnection: useCallback((next: Connection) => setConnection(next), []) }
}
