import type { Trx } from '#db/client.server.ts'
import { placesLeft } from './meeting.ts'
import { mailPlace } from './meeting-messages.server.ts'
import { takenOf, type Meeting } from './meeting-row.server.ts'

/**
 * Gives free places to who waited longest, with a message, until the meeting begins; gives how many. Whoever calls it holds
 * the meeting, so that a place is given once.
 */
export async function giveFreePlaces(trx: Trx, meeting: Meeting, now: Date): Promise<number> {
  if (meeting.state !== 'planned' || now >= meeting.startsAt) return 0
  const { municipalityId, id: meetingId } = meeting
  const left = placesLeft(meeting, await takenOf(trx, meeting))
  if (left === 0) return 0
  const first = trx
    .selectFrom('meetingRegistration')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('meetingId', '=', meetingId)
    .where('state', '=', 'waiting')
    .orderBy('registeredAt')
    .orderBy('id')
    .$if(left !== null, (query) => query.limit(left ?? 0))
  const given = await trx
    .updateTable('meetingRegistration')
    .set({ state: 'registered' })
    .where('municipalityId', '=', municipalityId)
    .where('id', 'in', first)
    .returning(['id', 'name', 'email', 'origin'])
    .execute()
  await mailPlace(trx, meeting, given, { template: 'meetingPlaceFree', occasion: 'placeFree', now })
  return given.length
}
