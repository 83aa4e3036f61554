import { sql } from 'kysely'
import type { Trx } from '#db/client.server.ts'
import { giveFreePlaces } from './give-places.server.ts'
import { messagesOf } from './meeting-messages.server.ts'
import type { Meeting } from './meeting-row.server.ts'

/** What is erased of someone who registered. */
export const nothingPersonal = { name: '', email: '', remark: '', origin: '' }

/** Ends one registration of a meeting that is held: who does not come needs not be known. Gives how many got a place by it. */
export async function endRegistration(trx: Trx, meeting: Meeting, registrationId: string, now: Date): Promise<number> {
  await trx
    .updateTable('meetingRegistration')
    .set({ ...nothingPersonal, state: 'cancelled', cancelledAt: now, attended: null })
    .where('municipalityId', '=', meeting.municipalityId)
    .where('meetingId', '=', meeting.id)
    .where('id', '=', registrationId)
    .execute()
  await forgetMessages(trx, meeting, `${registrationId}:`)
  return giveFreePlaces(trx, meeting, now)
}

/** Messages know an address, and what was not sent yet knows more: those of a meeting, or of one registration for it. */
export async function forgetMessages(
  trx: Trx,
  { municipalityId, id }: { municipalityId: string; id: string },
  of = '',
): Promise<void> {
  await trx
    .deleteFrom('notification')
    .where('municipalityId', '=', municipalityId)
    .where(sql<boolean>`starts_with(message_key, ${messagesOf({ id }) + of})`)
    .execute()
}
