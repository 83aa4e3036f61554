import { v7 as uuid } from 'uuid'
import type { MessageData, Template } from '#emails/messages.ts'
import type { Trx } from '#db/client.server.ts'
import { enqueue } from '#db/jobs.server.ts'

/**
 * Queues one message in the act's own transaction. `key` names the occasion: the same key never gives a second message.
 */
export async function notify<Name extends Template>(
  trx: Trx,
  message: { municipalityId: string; key: string; template: Name; to: string; data: MessageData[Name]; now: Date },
): Promise<void> {
  const { municipalityId, key, template, to, data, now } = message
  const queued = await trx
    .insertInto('notification')
    .values({
      municipalityId,
      id: uuid(),
      messageKey: key,
      template,
      recipient: to,
      data: JSON.stringify(data),
      createdAt: now,
    })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'messageKey']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (queued) await enqueue(trx, 'send-message', { municipalityId, notificationId: queued.id })
}
