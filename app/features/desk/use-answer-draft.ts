import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import type { Connection, ConnectionEvent } from '#app/live/connection.ts'
import { thisDevice } from '#app/live/device.ts'
import { sendForm } from '#app/live/send-form.ts'
import { useSender } from '#app/live/use-sender.ts'
import {
  draftOnDevice,
  fieldsIn,
  keepDraftOnDevice,
  toPutBack,
  type AnswerFields,
  type KeptDraft,
} from './draft-on-device.ts'
import { textsOf } from './use-point-acts.ts'

const TYPING = { pauseMs: 900, atMostMs: 4000 }

type Waiting = { key: string; form: URLSearchParams; about: number }

/**
 * Keeps what is typed of an answer: at once on this device, a moment later on the server. What waits is sent when the page is left.
 * `onFound` gets what this device kept and the server did not.
 */
export function useAnswerDraft({
  form,
  url,
  of,
  mark,
  shown,
  savedAt,
  connection,
  report,
  onFound,
}: {
  form: RefObject<HTMLFormElement | null>
  url: string
  of: { pointId: string; accountId: string }
  /** Mark of the answer that is shown. */
  mark: string
  /** What the form began with. */
  shown: AnswerFields
  /** When the server kept the draft that is shown; null for none. */
  savedAt: number | null
  connection: Connection
  report: (event: ConnectionEvent) => void
  onFound: (kept: KeptDraft) => void
}) {
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const [keptAt, setKeptAt] = useState<number | null>(savedAt)
  const [onlyHere, setOnlyHere] = useState(false)
  const [fields, setFields] = useState<AnswerFields | null>(null)
  const latest = useRef<Waiting | null>(null)
  latest.current = waiting

  useEffect(() => {
    const kept = toPutBack(draftOnDevice(thisDevice, of), { mark, shown, savedAt })
    if (kept) onFound(kept)
    // Only when the form opens: later it is the form that is newest.
  }, [of.pointId, of.accountId, mark])

  const typed = useCallback(() => {
    if (!form.current) return
    const data = new FormData(form.current)
    const at = Date.now()
    const now = fieldsIn(data)
    setFields(now)
    keepDraftOnDevice(thisDevice, of, { fields: now, seen: mark, at })
    const sent = textsOf(data)
    sent.set('act', 'keepDraft')
    sent.delete('foundSeen')
    sent.delete('find')
    setWaiting({ key: String(at), form: sent, about: at })
  }, [form, of.pointId, of.accountId, mark])

  useSender<number, FormAnswer>({
    ...{ url, connection, report, wait: TYPING, next: waiting },
    onAnswer(at, delivery) {
      const isKept = delivery.kind === 'answered' && Object.keys(delivery.answer.errors).length === 0
      setOnlyHere(!isKept)
      if (isKept) setKeptAt(at)
      setWaiting((now) => (now?.about === at ? null : now))
    },
  })

  useEffect(() => {
    const send = () => {
      if (latest.current) void sendForm(url, latest.current.form)
      latest.current = null
    }
    window.addEventListener('pagehide', send)
    return () => {
      window.removeEventListener('pagehide', send)
      send()
    }
  }, [url])

  return {
    typed,
    /** When the server last kept it, in milliseconds. */
    keptAt,
    /** What stands in the form since something was typed; null before. */
    fields,
    /** Something was typed that the server does not have yet. */
    isWaiting: waiting !== null,
    /** The server refused it: it is on this device alone. */
    onlyHere,
    /** The answer itself is sent now: nothing waits any more. */
    stop: useCallback(() => {
      latest.current = null
      setWaiting(null)
    }, []),
    forget: useCallback(() => keepDraftOnDevice(thisDevice, of, null), [of.pointId, of.accountId]),
  }
}
