import { addDays, startOfDay, today } from '#app/local-date.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { clockTime } from './meeting.ts'
import { asMeeting } from './meeting-row.server.ts'
import { mailPlace } from './meeting-messages.server.ts'

/** Time on the clock in the Netherlands from which reminders go out: nobody is mailed in the night. */
const FROM = '09:00'

/**
 * Reminds everyone who has a place of what is tomorrow, once per person and day, also when it runs twice at once. Who
 * registered today has only just heard it all.
 */
export async function remindParticipants(db: Db, now: Date): Promise<number> {
  const day = today(now)
  if (clockTime(now) < FROM) return 0
  const tomorrow = addDays(day, 1)
  const meetings = await db
    .selectFrom('meeting')
    .selectAll()
    .where('state', '=', 'planned')
    .where('startsAt', '>=', startOfDay(tomorrow))
    .where('startsAt', '<', startOfDay(addDays(tomorrow, 1)))
    .execute()
  let reminded = 0
  for (const meeting of meetings.map(asMeeting)) {
    reminded += await inTransaction(db, async (trx) => {
      const people = await trx
        .updateTable('meetingRegistration')
        .set({ remindedFor: tomorrow })
        .where('municipalityId', '=', meeting.municipalityId)
        .where('meetingId', '=', meeting.id)
        .where('state', '=', 'registered')
        .where('registeredAt', '<', startOfDay(day))
        .where((eb) => eb.or([eb('remindedFor', 'is', null), eb('remindedFor', '<>', tomorrow)]))
        .returning(['id', 'name', 'email', 'origin'])
        .execute()
      return mailPlace(trx, meeting, people, { template: 'meetingReminder', occasion: `reminder:${tomorrow}`, now })
    })
  }
  return reminded
}
