import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Connection, ConnectionEvent } from './connection.ts'
import { sendForm, type Delivery } from './send-form.ts'
import { startSender, type FormToSend, type Wait } from './sender.ts'

type Props<About, Answer> = {
  url: string
  /** What is to be sent now. */
  next: FormToSend<About> | null
  wait: Wait
  connection: Connection
  report: (event: ConnectionEvent) => void
  onStart?: (about: About) => void
  onAnswer: (about: About, delivery: Extract<Delivery<Answer>, { kind: 'answered' | 'refused' }>) => void
}

/** Sends what a screen has to send, one form at a time, until each is answered. */
export function useSender<About, Answer>(props: Props<About, Answer>): void {
  const { next, wait, connection } = props
  const latest = useRef(props)
  latest.current = props
  const sender = useRef<ReturnType<typeof startSender<About, Answer>> | null>(null)
  /** Counts the answers: after each the screen says what is next. */
  const [answers, setAnswers] = useState(0)
  useEffect(() => {
    sender.current = startSender<About, Answer>({
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
