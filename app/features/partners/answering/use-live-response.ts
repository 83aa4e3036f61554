import { useCallback, useEffect, useState } from 'react'
import { listen } from '#app/live/listen.ts'
import { paths, withQuery } from '#app/paths.ts'
import type { ResponseView } from './response-view.ts'

export type Connection = 'starting' | 'live' | 'lost' | 'loggedOut'
/** Who types at which question, by account; it passes by itself. */
export type Typing = Record<string, { questionId: string; until: number } | undefined>

const TYPING_SHOWS_MS = 5000

/** A response that goes along with what colleagues do. `number` is the question that this person is at. */
export function useLiveResponse(initial: ResponseView, responseId: string, number: number | null = null) {
  const [view, setView] = useState(initial)
  const [connection, setConnection] = useState<Connection>('starting')
  const [typing, setTyping] = useState<Typing>({})

  useEffect(
    () =>
      listen(withQuery(paths.partner.responseLive(responseId), { vraag: number }), {
        open: () => setConnection('live'),
        lost: () => setConnection((now) => (now === 'loggedOut' ? now : 'lost')),
        view: (data) => {
          const next: ResponseView = JSON.parse(data)
          setView((current) => (next.version >= current.version ? next : current))
        },
        typing: (data) => {
          const { accountId, questionId }: { accountId: string; questionId: string | null } = JSON.parse(data)
          setTyping((all) => ({
            ...all,
            [accountId]: questionId === null ? undefined : { questionId, until: Date.now() + TYPING_SHOWS_MS },
          }))
        },
      }),
    [responseId, number],
  )

  const isSomeoneTyping = Object.values(typing).some(Boolean)
  useEffect(() => {
    if (!isSomeoneTyping) return
    const passing = setInterval(
      () =>
        setTyping((all) => Object.fromEntries(Object.entries(all).filter(([, one]) => one && one.until > Date.now()))),
      1000,
    )
    return () => clearInterval(passing)
  }, [isSomeoneTyping])

  return { view, connection, typing, setConnection: useCallback((next: Connection) => setConnection(next), []) }
}
