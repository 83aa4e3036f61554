import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Connection, ConnectionEvent } from './connection.ts'
import { sendForm, type Delivery } from './send-form.ts'
import { startFormSender, type FormToSend, type Wait } from './sender.ts'

type Props<About, Answer> = {
  url: string
  /** The form to send now. */
  next: FormToSend<About> | null
  wait: Wait
  connection: Connection
  report: (event: ConnectionEvent) => void
  onStart?: (about: About) => void
  onAnswer: (about: About, delivery: Extract<Delivery<Answer>, { kind: 'answered' | 'refused' }>) => void
}

/** Sends the forms of a screen, one at a time, until each is answered. */
export function useSender<About, Answer>(props: Props<About, Answer>): void {
  const { next, wait, connection } = props
  const latest = useRef(props)
  latest.current = props
  const sender = useRef<ReturnType<typeof startFormSender<About, Answer>> | null>(null)
  /** Counts the answers: after each one `next` is read again. */
  const [answers, setAnswers] = useState(0)
  useEffect(() => {
    sender.current = startFormSender<About, Answer>({
      next: () => latest.current.next,
      send: (form) => sendForm<Answer>(latest.current.url, form),
      onStart: (about) => latest.current.onStart?.(about),
      onAnswer: (about, delivery) =>
        flushSync(() => {
          latest.current.onAnswer(about, delivery)
          setAnswers((count) => count + 1)
        }),
      report: (event) => latest.current.report(event),
    })
    return sender.current.stop
  }, [])
  useEffect(() => {
    if (next) sender.current?.wake(wait)
  }, [next?.key, answers, wait.pauseMs])
  useEffect(() => {
    if (connection === 'live') sender.current?.retryNow()
  }, [connection])
}
