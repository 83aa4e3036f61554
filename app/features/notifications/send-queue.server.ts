import type { Db } from '#db/client.server.ts'
import { faultOf } from './mail-fault.ts'
import { giveBack, leaseMessages, type Leased } from './queue.server.ts'
import { sendMessage, type Transport } from './send-message.server.ts'

type Options = {
  clock: () => Date
  /** Gets lines about what went wrong, without addresses. */
  report: (line: string) => void
  /** Messages that are on their way at once. */
  atOnce?: number
  /** How long an empty queue is left alone. Nobody is notified of a new message: commits that notify wait for each other. */
  pollMs?: number
  /** How long a stop waits for what is on its way. */
  graceMs?: number
}

export type Sender = {
  /** Takes no more, lets what is on its way end, and gives back what did not. */
  stop(): Promise<void>
}

/** How long the queue is left alone after the database did not answer. */
const TROUBLE_MS = 5_000

/** Sends what is queued, until it is stopped. One in each process; together they send each message once. */
export function startSender(
  db: Db,
  transport: Transport,
  { clock, report, atOnce = 5, pollMs = 500, graceMs = 10_000 }: Options,
): Sender {
  const onTheirWay = new Set<Promise<void>>()
  const late = new AbortController()
  let stopped = false
  let goOn = () => {}

  /** Until the time is over, a message ended or the sender is stopped. */
  const pause = (ms: number | null) =>
    new Promise<void>((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms)
      goOn = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  function begin(message: Leased) {
    const sending = stopped
      ? giveBack(db, message)
      : sendMessage(db, transport, message, { clock, report, stopping: late.signal })
    const ended = sending
      // What could not be marked is free again when its lease ends.
      .catch((error: unknown) => report(`bericht ${message.id}: ${faultOf(error).says}`))
      .finally(() => {
        onTheirWay.delete(ended)
        goOn()
      })
    onTheirWay.add(ended)
  }

  async function run() {
    while (!stopped) {
      const free = atOnce - onTheirWay.size
      let wait: number | null = 0
      try {
        const taken = free === 0 ? [] : await leaseMessages(db, free, clock())
        for (const message of taken) begin(message)
        // With every place taken the next message waits for one that ends, not for the clock.
        wait = onTheirWay.size === atOnce ? null : taken.length === free ? 0 : pollMs
      } catch (error) {
        report(`berichten: ${faultOf(error).says}`)
        wait = TROUBLE_MS
      }
      if (!stopped) await pause(wait)
    }
  }

  const running = run()
  return {
    async stop() {
      stopped = true
      goOn()
      const timer = setTimeout(() => late.abort(), graceMs)
      await running
      await Promise.all(onTheirWay)
      clearTimeout(timer)
      if (transport.kind === 'send') transport.close()
    },
  }
}
