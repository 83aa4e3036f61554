import { eachByItself } from '#app/each-by-itself.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { forgetMessages, nothingPersonal } from './end-registration.server.ts'
import { DAYS_KEPT } from './meeting.ts'

/**
 * Erases names, addresses and remarks of who registered for meetings that ended a month ago, with the links and the messages
 * to them. How many they were, and how many came, stays.
 */
export async function eraseRegistrations(db: Db, now: Date): Promise<void> {
  const endedBefore = new Date(now.getTime() - DAYS_KEPT * 86_400_000)
  const due = await db
    .selectFrom('meeting')
    .select(['municipalityId', 'id', 'processId'])
    .where('erasedAt', 'is', null)
    .where('endsAt', '<=', endedBefore)
    .execute()
  await eachByItself(due, (meeting) => inTransaction(db, (trx) => eraseOf(trx, meeting, endedBefore, now)))
}

async function eraseOf(
  trx: Trx,
  { municipalityId, id, processId }: { municipalityId: string; id: string; processId: string },
  endedBefore: Date,
  now: Date,
): Promise<void> {
  const meeting = await trx
    .updateTable('meeting')
    .set({ erasedAt: now })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .where('erasedAt', 'is', null)
    // Who moved it to a later day meanwhile, needs the list.
    .where('endsAt', '<=', endedBefore)
    .returning('id')
    .executeTakeFirst()
  if (!meeting) return
  const erased = await trx
    .updateTable('meetingRegistration')
    .set(nothingPersonal)
    .where('municipalityId', '=', municipalityId)
    .where('meetingId', '=', id)
    .executeTakeFirst()
  const own = trx
    .selectFrom('meetingRegistration')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('meetingId', '=', id)
  await trx
    .deleteFrom('meetingRegistrationLink')
    .where('municipalityId', '=', municipalityId)
    .where('registrationId', 'in', own)
    .execute()
  await forgetMessages(trx, { municipalityId, id })
  await record(trx, {
    ...{
      municipalityId,
      at: now,
      by: { kind: 'system', id: null },
      act: 'eraseRegistrations',
      subject: { kind: 'meeting', id },
      processId,
    },
    detail: { erased: Number(erased.numUpdatedRows) },
  })
}
