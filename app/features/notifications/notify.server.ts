import { v7 as uuid } from 'uuid'
import type { MessageData, Template } from '#emails/messages.ts'
import type { Trx } from '#db/client.server.ts'

type Message<Name extends Template> = { key: string; to: string; data: MessageData[Name] }

/** More at once than this do not go before a receipt or a new password that someone waits for. */
const MANY = 20

/**
 * Queues one message in the act's own transaction. `key` names the occasion: the same key never gives a second message. It
 * stays when the message is sent, so no address stands in it.
 */
export async function notify<Name extends Template>(
  trx: Trx,
  { municipalityId, template, now, ...message }: Message<Name> & { municipalityId: string; template: Name; now: Date },
): Promise<void> {
  await notifyAll(trx, { municipalityId, template, now }, [message])
}

/** The same for many at once, in one statement; gives how many were new. At most some thousands: a statement has its limits. */
export async function notifyAll<Name extends Template>(
  trx: Trx,
  { municipalityId, template, now }: { municipalityId: string; template: Name; now: Date },
  messages: readonly Message<Name>[],
): Promise<number> {
  if (messages.length === 0) return 0
  const isBulk = messages.length > MANY
  const queued = await trx
    .insertInto('notification')
    .values(
      messages.map(({ key, to, data }) => ({
        ...{ municipalityId, id: uuid(), messageKey: key, template, recipient: to, data: JSON.stringify(data) },
        ...{ createdAt: now, dueAt: now, isBulk },
      })),
    )
    .onConflict((conflict) => conflict.columns(['municipalityId', 'messageKey']).doNothing())
    .returning('id')
    .execute()
  return queued.length
}
