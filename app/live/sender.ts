import type { ConnectionEvent } from './connection.ts'
import type { Delivery } from './send-form.ts'

/** A form that is to be sent. Two with the same key are the same form; `about` is for whoever hears what came of it. */
export type FormToSend<About> = { key: string; form: URLSearchParams; about: About }

/** What a form waits for: a pause in what is typed, but not for ever. */
export type Wait = { pauseMs: number; atMostMs: number }

const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 5000

/** How long a form that did not arrive waits before it is sent again, after so many times. */
export const retryAfter = (failures: number): number => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1))

/**
 * Sends forms one at a time. One that may have arrived is sent again as it was until there is an answer, each time after a
 * longer wait; only then `next` is asked for another.
 */
export function startSender<About, Answer>({
  next,
  send,
  onStart,
  onAnswer,
  report,
}: {
  next: () => FormToSend<About> | null
  send: (form: URLSearchParams) => Promise<Delivery<Answer>>
  onStart: (about: About) => void
  /** After it `next` no longer gives what was answered. */
  onAnswer: (about: About, delivery: Extract<Delivery<Answer>, { kind: 'answered' | 'refused' }>) => void
  report: (event: ConnectionEvent) => void
}) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let onItsWay: FormToSend<About> | null = null
  let isSending = false
  let [failures, retryAt] = [0, 0]
  let askedAt: number | null = null
  let isStopped = false

  const run = async () => {
    if (isSending) return
    if (!onItsWay) {
      const found = next()
      askedAt = null
      if (!found) return
      onItsWay = found
      onStart(found.about)
    }
    const { form, about } = onItsWay
    isSending = true
    const delivery = await send(form)
    isSending = false
    // What was asked for meanwhile began before this answer was known.
    clearTimeout(timer)
    if (delivery.kind === 'lost' || delivery.kind === 'loggedOut') {
      failures += 1
      retryAt = Date.now() + retryAfter(failures)
      report(delivery.kind)
      if (!isStopped) schedule(0)
      return
    }
    ;[failures, retryAt] = [0, 0]
    onItsWay = null
    report('answered')
    onAnswer(about, delivery)
  }
  const schedule = (waitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), Math.max(0, waitMs, retryAt - Date.now()))
  }

  return {
    /** There is something to send. Asked again it waits anew, within `atMostMs` of the first time. */
    wake({ pauseMs, atMostMs }: Wait) {
      const now = Date.now()
      askedAt ??= now
      schedule(Math.min(pauseMs, askedAt + atMostMs - now))
    },
    /** The connection is back: what did not arrive goes at once. */
    retryNow() {
      if (failures === 0) return
      ;[failures, retryAt] = [0, 0]
      schedule(0)
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
