import { renderMessage } from '#emails/render.server.ts'
import type { Db } from '#db/client.server.ts'

export type Mail = { from: { name: string; address: string }; to: string; subject: string; html: string; text: string; messageId: string }

/** Where messages go: to a mail server, or kept to be shown to a developer. */
export type Transport = { kind: 'send'; send: (mail: Mail) => Promise<void> } | { kind: 'keep' }

/**
 * Sends one queued message. A failure is thrown again, so that the worker tries later. The message id is made of the
 * message, so that a mail server that got it twice (we ended between sending and writing that down) can tell.
 */
export async function sendMessage(
  db: Db,
  transport: Transport,
  { municipalityId, notificationId }: { municipalityId: string; notificationId: string },
  now: Date,
): Promise<void> {
  const failure = await db.transaction().execute(async (trx) => {
    const message = await trx
      .selectFrom('notification')
      .innerJoin('municipality', 'municipality.id', 'notification.municipalityId')
      .select(['template', 'data', 'recipient', 'municipality.name', 'municipality.senderEmail', 'state'])
      .where('municipalityId', '=', municipalityId)
      .where('notification.id', '=', notificationId)
      .forUpdate('notification')
      .executeTakeFirst()
    if (!message || message.state === 'sent' || message.state === 'kept') return null
    const mine = trx
      .updateTable('notification')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', notificationId)
    try {
      const { subject, html, text } = await renderMessage(message.template, message.data)
      if (transport.kind === 'send') {
        const { name, senderEmail: address, recipient: to } = message
        const messageId = `<${notificationId}@${address.split('@')[1]}>`
        await transport.send({ from: { name: `Gemeente ${name}`, address }, to, subject, html, text, messageId })
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      await mine.set({ state: 'failed', lastError: reason.slice(0, 500), tries: (eb) => eb('tries', '+', 1) }).execute()
      return error
    }
    // What was sent is erased here: it held names, texts, codes and links that open things.
    const done = transport.kind === 'send' ? { state: 'sent', data: '{}' } : { state: 'kept' }
    await mine.set({ ...done, sentAt: now, lastError: null }).execute()
    return null
  })
  if (failure) throw failure
}
