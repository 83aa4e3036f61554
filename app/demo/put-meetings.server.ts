import { v7 as uuid } from 'uuid'
import type { CommandActor } from '#app/features/accounts/account.ts'
import { addParticipant, saveAttendance } from '#app/features/meetings/change-participants.server.ts'
import { momentOn } from '#app/features/meetings/meeting.ts'
import { planMeeting } from '#app/features/meetings/plan-meeting.server.ts'
import { writeReport } from '#app/features/meetings/write-report.server.ts'
import { addDays, today } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import type { DemoProcess } from './put-contributions.server.ts'
import type { DemoMeeting } from './speelplekken.ts'

type Meetings = { process: DemoProcess; meetings: readonly DemoMeeting[]; baseUrl: string }

/**
 * Plans meetings at `plannedAt` and registers participants by phone; for past meetings it also stores who came and what
 * was said.
 */
export async function putMeetings(
  trx: Trx,
  by: CommandActor,
  { process, meetings, baseUrl }: Meetings,
  plannedAt: Date,
  now: Date,
): Promise<void> {
  const processId = process.id
  for (const { inDays, begins, ends, participants, report, registersUntilDayBefore, ...details } of meetings) {
    const day = addDays(today(now), inDays)
    const [startsAt, endsAt] = [momentOn(day, begins), momentOn(day, ends)]
    if (!startsAt || !endsAt)
      throw new Error(`In de demo begint of eindigt een bijeenkomst op een tijd die er niet is: ${details.title}`)
    const registerUntil = registersUntilDayBefore ? addDays(day, -1) : null
    const planned = { processId, details: { ...details, startsAt, endsAt, registerUntil }, idempotencyKey: uuid() }
    const { id: meetingId } = await planMeeting(trx, by, planned, plannedAt)
    for (const name of participants) {
      const registration = {
        processId,
        meetingId,
        fields: { name, email: '', remark: '' },
        idempotencyKey: uuid(),
        origin: baseUrl,
      }
      await addParticipant(trx, by, registration, plannedAt)
    }
    if (report === undefined) continue
    const afterwards = new Date(endsAt.getTime() + 3_600_000)
    const listed = await trx
      .selectFrom('meetingRegistration')
      .select('id')
      .where('municipalityId', '=', process.municipalityId)
      .where('meetingId', '=', meetingId)
      .execute()
    const ids = listed.map(({ id }) => id)
    await saveAttendance(trx, by, { processId, meetingId, listed: ids, present: ids.slice(0, -1) }, afterwards)
    await writeReport(trx, by, { processId, meetingId, text: report }, afterwards)
  }
}
