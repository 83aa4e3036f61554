import { useCallback, useEffect, useRef, useState } from 'react'
import { listen } from '#app/live/listen.ts'
import { paths } from '#app/paths.ts'
import type { BoardAnswer } from './act-on-board.server.ts'
import type { BoardView, PendingMove } from './board-view.ts'
import { afterKept, afterView, type Outgoing } from './outbox.ts'

export type Connection = 'starting' | 'live' | 'lost' | 'loggedOut'

export type Clash = { topicId: string; theirs: string; yours: string }

const AGAIN_AFTER_MS = 1000
const TYPING_SHOWS_MS = 5000

type BoardRef = { slug: string; groupId: string }

/**
 * A board that goes along with the others of the group. Moves are shown at once and sent one after the other; while there
 * is no connection they wait, and are sent again with the same key until it is known that they are kept.
 */
export function useLiveBoard(initial: BoardView, { slug, groupId }: BoardRef) {
  const [view, setView] = useState(initial)
  const [connection, setConnection] = useState<Connection>('starting')
  const [outbox, setOutbox] = useState<Outgoing[]>([])
  const [clashes, setClashes] = useState<Clash[]>([])
  const [problem, setProblem] = useState('')
  const [typing, setTyping] = useState<Record<string, { topicId: string; until: number }>>({})

  const seen = useRef(initial.version)
  const takeView = useCallback((next: BoardView) => {
    seen.current = Math.max(seen.current, next.version)
    setView((current) => (next.version >= current.version ? next : current))
    setOutbox((all) => afterView(all, next.version))
  }, [])

  useEffect(
    () =>
      listen(paths.council.boardLive(slug, groupId), {
        open: () => {
          setConnection('live')
          // A new list with the same items, so that what waits is sent again: who was logged out may have logged in elsewhere.
          setOutbox((all) => [...all])
        },
        lost: () => setConnection((now) => (now === 'loggedOut' ? now : 'lost')),
        view: (data) => takeView(JSON.parse(data)),
        typing: (data) => {
          const { accountId, topicId }: { accountId: string; topicId: string | null } = JSON.parse(data)
          setTyping((all) => {
            const { [accountId]: _, ...others } = all
            return topicId === null
              ? others
              : { ...others, [accountId]: { topicId, until: Date.now() + TYPING_SHOWS_MS } }
          })
        },
      }),
    [slug, groupId, takeView],
  )

  const isSending = useRef(false)
  const first = outbox.find(({ keptAs }) => keptAs === null)
  useEffect(() => {
    if (!first || isSending.current) return
    isSending.current = true
    void deliver({ slug, groupId }, first.fields).then((delivered) => {
      isSending.current = false
      if (delivered === 'lost') {
        setConnection('lost')
        // The effect runs again, and sends the first once more.
        setTimeout(() => setOutbox((all) => [...all]), AGAIN_AFTER_MS)
        return
      }
      if (delivered === 'loggedOut') return setConnection('loggedOut')
      if (delivered.done) return setOutbox((all) => afterKept(all, first.key, delivered.version, seen.current))
      setOutbox((all) => all.filter(({ key }) => key !== first.key))
      if ('conflict' in delivered) {
        const clash = { topicId: delivered.topicId, ...delivered.conflict }
        setClashes((all) => [...all.filter(({ topicId }) => topicId !== clash.topicId), clash])
      } else setProblem(Object.values(delivered.errors)[0] ?? '')
    })
  }, [first, outbox, slug, groupId])

  const send = useCallback((fields: Record<string, string>, move: PendingMove | null = null) => {
    const key = crypto.randomUUID()
    setProblem('')
    setOutbox((all) => [...all, { key, fields: { ...fields, sleutel: key }, move, keptAs: null }])
  }, [])

  /** Told without waiting: when it gets lost, nothing is. */
  const tellTyping = useCallback(
    (topicId: string | null) => void deliver({ slug, groupId }, { actie: 'typt', onderwerp: topicId ?? '' }),
    [slug, groupId],
  )

  return {
    ...{ view, connection, send, tellTyping, problem, clashes, typing },
    pending: outbox.flatMap(({ move }) => move ?? []),
    /** Forms that are not known to be kept. */
    waiting: outbox.filter(({ keptAs }) => keptAs === null).length,
    settle: (topicId: string) => setClashes((all) => all.filter((clash) => clash.topicId !== topicId)),
  }
}

/** Sends one form. Never throws: what could not be sent is tried again. */
async function deliver(
  { slug, groupId }: BoardRef,
  fields: Record<string, string>,
): Promise<BoardAnswer | 'lost' | 'loggedOut'> {
  try {
    const response = await fetch(paths.council.boardAct(slug, groupId), {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
    if (response.status === 401) return 'loggedOut'
    if (response.status >= 500) return 'lost'
    if (!response.ok) return { done: false, errors: { '': await response.text() }, topicId: null, text: null }
    return await response.json()
  } catch {
    return 'lost'
  }
}
