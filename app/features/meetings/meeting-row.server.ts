import { sql, type Selectable } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockProcess } from '#app/features/processes/lock-process.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { oneOf } from '#app/one-of.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { Meeting as MeetingTable } from '#db/types.generated.ts'
import { meetingAudiences, meetingStates, type MeetingAudience, type MeetingState, type Taken } from './meeting.ts'

export type Meeting = Omit<Selectable<MeetingTable>, 'state' | 'audience'> & {
  state: MeetingState
  audience: MeetingAudience
}

export function asMeeting(row: Selectable<MeetingTable>): Meeting {
  return { ...row, state: oneOf(meetingStates, row.state), audience: oneOf(meetingAudiences, row.audience) }
}

/** The meeting, held until the act is done: of two who want the last place the second sees that it is gone. Throws NotFound. */
export async function lockMeeting(
  trx: Trx,
  { municipalityId, processId }: { municipalityId: string; processId?: string },
  meetingId: string | undefined,
): Promise<Meeting> {
  const row = await trx
    .selectFrom('meeting')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', asId(meetingId))
    .$if(processId !== undefined, (query) => query.where('processId', '=', processId ?? ''))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return asMeeting(row)
}

/** The meeting that an official works on, held, and its process. Throws NotFound. */
export async function meetingToChange(
  { trx, by, process: { id: processId } }: { trx: Trx; by: Doer; process: { id: string } },
  meetingId: string,
): Promise<{ meeting: Meeting; process: Process }> {
  const process = await lockProcess(trx, by, processId, 'keep')
  return { process, meeting: await lockMeeting(trx, { municipalityId: by.municipalityId, processId }, meetingId) }
}

/** What the record calls a meeting. */
export const subjectOf = ({ id }: { id: string }) => ({ kind: 'meeting', id })

/** How many have a place and how many wait. */
export async function takenOf(
  db: Db | Trx,
  { municipalityId, id }: { municipalityId: string; id: string },
): Promise<Taken> {
  const { rows } = await sql<Taken>`
    select count(*) filter (where state = 'registered')::int as registered, count(*) filter (where state = 'waiting')::int as waiting
    from meeting_registration where municipality_id = ${municipalityId} and meeting_id = ${id}`.execute(db)
  return rows[0] ?? { registered: 0, waiting: 0 }
}
