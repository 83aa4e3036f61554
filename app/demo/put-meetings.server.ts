import { v7 as uuid } from 'uuid'
import type { CommandActor } from '#app/features/accounts/account.ts'
import { addParticipant, saveAttendance } from '#app/features/meetings/change-participants.server.ts'
import { writeAgenda } from '#app/features/meetings/agenda.ts'
import { momentOn } from '#app/features/meetings/meeting.ts'
import { planMeeting } from '#app/features/meetings/plan-meeting.server.ts'
import { writeReport } from '#app/features/meetings/write-report.server.ts'
import { addDays, formatDate, today } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import type { DemoProcess } from './put-contributions.server.ts'
import type { DemoMeeting } from './speelplekken.ts'

type Meetings = { process: DemoProcess; meetings: readonly DemoMeeting[]; baseUrl: string }

/** Plans meetings at `plannedAt`, with who registered by phone; of those that were held it is known who came and what was said. */
export async function putMeetings(
  trx: Trx,
  by: CommandActor,
  { process, meetings, baseUrl }: Meetings,
  plannedAt: Date,
  now: Date,
): Promise<void> {
  for (const { inDays, participants, report, registersUntilDayBefore, agenda, places, ...meeting } of meetings) {
    const day = addDays(today(now), inDays)
    const { id: meetingId } = await planMeeting(
      trx,
      by,
      {
        ...{ ...meeting, process, key: uuid(), day: formatDate(day), agenda: writeAgenda(agenda) },
        places: places === null ? '' : String(places),
        registerUntil: registersUntilDayBefore ? formatDate(addDays(day, -1)) : '',
      },
      plannedAt,
    )
    for (const name of participants)
      await addParticipant(trx, by, { process, meetingId, name, key: uuid(), baseUrl }, plannedAt)
    const over = momentOn(day, meeting.ends)
    if (report === undefined || over === null) continue
    const afterwards = new Date(over.getTime() + 3_600_000)
    const listed = await trx
      .selectFrom('meetingRegistration')
      .select('id')
      .where('municipalityId', '=', process.municipalityId)
      .where('meetingId', '=', meetingId)
      .execute()
    const ids = listed.map(({ id }) => id)
    await saveAttendance(trx, by, { process, meetingId, listed: ids, present: ids.slice(0, -1) }, afterwards)
    await writeReport(trx, by, { process, meetingId, text: report }, afterwards)
  }
}
