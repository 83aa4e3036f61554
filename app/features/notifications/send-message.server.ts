import { renderMessage } from '#emails/render.server.ts'
import type { Db } from '#db/client.server.ts'
import { faultOf, MOST_TRIES } from './mail-fault.ts'
import { giveBack, markFailed, markKept, markSent, type Leased } from './queue.server.ts'

export type Mail = {
  from: { name: string; address: string }
  to: string
  subject: string
  html: string
  text: string
  messageId: string
}

/** Where messages go: to a mail server, or kept to be shown to a developer. `signal` ends a try. */
export type Transport =
  { kind: 'send'; send: (mail: Mail, signal: AbortSignal) => Promise<void>; close(): void } | { kind: 'keep' }

/** Well within the lease: a server that answers a letter at a time is given up before another sender takes the message. */
const LONGEST_TRY_MS = 90_000

/**
 * Sends one message that was taken from the queue, outside any transaction, and marks it. The message id is made of the
 * row, so that a mail server that got it twice (we ended between sending and marking) can tell. `report` gets a line
 * without an address. When `stopping` ends the try, the message goes back.
 */
export async function sendMessage(
  db: Db,
  transport: Transport,
  message: Leased,
  { clock, report, stopping }: { clock: () => Date; report: (line: string) => void; stopping: AbortSignal },
): Promise<void> {
  try {
    // Its sender died every time: it may be this message that does it.
    if (message.tries > MOST_TRIES) throw Object.assign(new Error(), { code: 'ETRIES' })
    const { subject, html, text } = await renderMessage(message.template, message.data)
    if (transport.kind === 'keep') return await markKept(db, message, clock())
    const { municipality, senderEmail: address, recipient: to, id } = message
    const mail = {
      from: { name: `Gemeente ${municipality}`, address },
      to,
      subject,
      html,
      text,
      messageId: `<${id}@${address.split('@')[1]}>`,
    }
    await transport.send(mail, AbortSignal.any([stopping, AbortSignal.timeout(LONGEST_TRY_MS)]))
  } catch (error) {
    if (stopping.aborted) return giveBack(db, message)
    const fault = faultOf(error)
    const then = await markFailed(db, message, fault, clock())
    report(
      `bericht ${message.id} (${message.template}), poging ${message.tries}: ${fault.says}${then === 'givenUp' ? '; wordt niet meer geprobeerd' : ''}`,
    )
    return
  }
  await markSent(db, message, clock())
}
