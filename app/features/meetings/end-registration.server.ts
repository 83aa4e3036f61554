import type { Trx } from '#db/client.server.ts'
import { giveFreePlaces } from './give-places.server.ts'
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
  return giveFreePlaces(trx, meeting, now)
}
