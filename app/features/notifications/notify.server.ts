import { v7 as uuid } from 'uuid'
import type { MessageData, Template } from '#emails/messages.ts'
import type { Trx } from '#db/client.server.ts'
import { enqueue } from '#db/jobs.server.ts'

type Message<Name extends Template> = { key: string; to: string; data: MessageData[Name] }

/**
 * Queues one message in the act's own transaction. `key` names the occasion: the same key never gives a second message.
 */
export async function notify<Name extends Template>(
  trx: Trx,
  { municipalityId, template, now, ...message }: Message<Name> & { municipalityId: string; template: Name; now: Date },
): Promise<void> {
  await notifyAll(trx, { municipalityId, template, now }, [message])
}

/** The same for many at once, in two statements; gives how many were new. At most some thousands: a statement has its limits. */
export async function notifyAll<Name extends Template>(
  trx: Trx,
  { municipalityId, template, now }: { municipalityId: string; template: Name; now: Date },
  messages: readonly Message<Name>[],
): Promise<number> {
  if (messages.length === 0) return 0
  const queued = await trx
    .insertInto('notification')
    .values(
      messages.map(({ key, to, data }) => ({
        ...{ municipalityId, id: uuid(), messageKey: key, template, recipient: to, data: JSON.stringify(data), createdAt: now },
      })),
    )
    .onConflict((conflict) => conflict.columns(['municipalityId', 'messageKey']).doNothing())
    .returning('id')
    .execute()
  await enqueue(trx, 'send-message', queued.map(({ id }) => ({ municipalityId, notificationId: id })))
  return queued.length
}
