import { eachByItself } from '#app/each-by-itself.ts'
import { isMailingHour } from '#app/features/notifications/mailing-hours.ts'
import { record } from '#app/features/record/record.server.ts'
import { addDays, startOfDay, today, type LocalDate } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { lockMeeting } from './meeting-row.server.ts'
import { mailPlace } from './meeting-messages.server.ts'

type Which = { municipalityId: string; processId: string; id: string }

/**
 * Reminds everyone who has a place of what is tomorrow, once per person and day, also when it runs twice at once. Who
 * registered today has only just heard it all.
 */
export async function remindParticipants(db: Db, now: Date): Promise<number> {
  const day = today(now)
  if (!isMailingHour(now)) return 0
  const tomorrow = addDays(day, 1)
  const meetings = await db
    .selectFrom('meeting')
    .select(['municipalityId', 'processId', 'id'])
    .where('state', '=', 'planned')
    .where('startsAt', '>=', startOfDay(tomorrow))
    .where('startsAt', '<', startOfDay(addDays(tomorrow, 1)))
    .execute()
  let reminded = 0
  await eachByItself(meetings, async (meeting) => {
    reminded += await inTransaction(db, (trx) => remindOf(trx, meeting, tomorrow, now))
  })
  return reminded
}

/** The meeting is locked and read again: if it was cancelled meanwhile, everyone has had a message, and no reminder follows it. */
async function remindOf(trx: Trx, which: Which, tomorrow: LocalDate, now: Date): Promise<number> {
  const meeting = await lockMeeting(trx, which, which.id)
  if (meeting.state !== 'planned' || today(meeting.startsAt) !== tomorrow) return 0
  const { municipalityId, id, processId } = meeting
  const people = await trx
    .updateTable('meetingRegistration')
    .set({ remindedFor: tomorrow })
    .where('municipalityId', '=', municipalityId)
    .where('meetingId', '=', id)
    .where('state', '=', 'registered')
    .where('registeredAt', '<', startOfDay(today(now)))
    .where((eb) => eb.or([eb('remindedFor', 'is', null), eb('remindedFor', '<>', tomorrow)]))
    .returning(['id', 'name', 'email', 'origin'])
    .execute()
  const mailed = await mailPlace(trx, meeting, people, {
    template: 'meetingReminder',
    occasion: `reminder:${tomorrow}`,
    now,
  })
  if (mailed > 0) {
    const by = { kind: 'system', id: null } as const
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'remindParticipants',
      subject: { kind: 'meeting', id },
      processId,
      detail: { mailed },
    })
  }
  return mailed
}
