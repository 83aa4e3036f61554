import type { ConnectionEvent } from './connection.ts'
import type { Delivery } from './send-form.ts'

/** A form to send. Two with the same key are the same form; `about` is passed on with its answer. */
export type FormToSend<About> = { key: string; form: URLSearchParams; about: About }

/** How long a form waits: for a pause in typing, but not for ever. */
export type Wait = { pauseMs: number; atMostMs: number }

const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 5000

/** How long a form that was lost waits before it is sent again, after this many failures. */
export const retryAfter = (failures: number): number => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1))

/**
 * Sends forms one at a time. A form that may have arrived is sent again unchanged until there is an answer, each time
 * after a longer wait; only then `next` is asked for another.
 */
export function startFormSender<About, Answer>({
  next,
  send,
  onStart,
  onAnswer,
  report,
}: {
  next: () => FormToSend<About> | null
  send: (form: URLSearchParams) => Promise<Delivery<Answer>>
  onStart: (about: About) => void
  /** After this call `next` no longer returns the answered form. */
  onAnswer: (about: About, delivery: Extract<Delivery<Answer>, { kind: 'answered' | 'refused' }>) => void
  report: (event: ConnectionEvent) => void
}) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let inFlight: FormToSend<About> | null = null
  let isSending = false
  let [failures, retryAt] = [0, 0]
  let firstWakeAt: number | null = null
  let isStopped = false

  const run = async () => {
    if (isSending) return
    if (!inFlight) {
      const found = next()
      firstWakeAt = null
      if (!found) return
      inFlight = found
      onStart(found.about)
    }
    const { form, about } = inFlight
    isSending = true
    const delivery = await send(form)
    isSending = false
    // A wake during the request was planned before this answer was known.
    clearTimeout(timer)
    if (delivery.kind === 'lost' || delivery.kind === 'loggedOut') {
      failures += 1
      retryAt = Date.now() + retryAfter(failures)
      report(delivery.kind)
      if (!isStopped) schedule(0)
      return
    }
    ;[failures, retryAt] = [0, 0]
    inFlight = null
    report('answered')
    onAnswer(about, delivery)
  }
  const schedule = (waitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), Math.max(0, waitMs, retryAt - Date.now()))
  }

  return {
    /**
     * Call this when there is something to send. Calling it again starts the pause anew, within `atMostMs` of the first
     * call.
     */
    wake({ pauseMs, atMostMs }: Wait) {
      const now = Date.now()
      firstWakeAt ??= now
      schedule(Math.min(pauseMs, firstWakeAt + atMostMs - now))
    },
    /** Call this when the connection is back: a form that was lost is sent at once. */
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
