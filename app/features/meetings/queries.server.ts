import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { AgendaItem } from './agenda.ts'
import type { Taken } from './meeting.ts'
import { asMeeting, takenOf, type Meeting } from './meeting-row.server.ts'

export type ListedMeeting = Meeting & Taken & { present: number }

/** The meetings of a process: those to come first, the nearest on top, then what has been, the latest first. */
export async function meetingsOf(db: Db, { municipalityId, id }: ProcessRef, now: Date): Promise<ListedMeeting[]> {
  const rows = await db
    .selectFrom('meeting')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .orderBy('startsAt')
    .orderBy('id')
    .execute()
  const { rows: counts } = await sql<Taken & { meetingId: string; present: number }>`
    select meeting_id, count(*) filter (where state = 'registered')::int as registered, count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where attended)::int as present
    from meeting_registration where municipality_id = ${municipalityId} and meeting_id = any(${rows.map((row) => row.id)}::uuid[])
    group by meeting_id`.execute(db)
  const countOf = new Map(counts.map((row) => [row.meetingId, row]))
  const none = { registered: 0, waiting: 0, present: 0 }
  const all = rows.map((row) => {
    const { registered, waiting, present } = countOf.get(row.id) ?? none
    return { ...asMeeting(row), registered, waiting, present }
  })
  const isComing = ({ endsAt, state }: Meeting) => state === 'planned' && endsAt > now
  return [...all.filter(isComing), ...all.filter((meeting) => !isComing(meeting)).reverse()]
}

export type WholeMeeting = { meeting: Meeting; agenda: AgendaItem[]; taken: Taken }

/** One meeting of a process. Throws NotFound. */
export async function meetingOf(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  meetingId: string | undefined,
): Promise<WholeMeeting> {
  const row = await db
    .selectFrom('meeting')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('id', '=', asId(meetingId))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { meeting: asMeeting(row), agenda: await agendaOf(db, row), taken: await takenOf(db, row) }
}

export async function agendaOf(
  db: Db | Trx,
  { municipalityId, id }: { municipalityId: string; id: string },
): Promise<AgendaItem[]> {
  return db
    .selectFrom('meetingAgendaItem')
    .select(['begins', 'title'])
    .where('municipalityId', '=', municipalityId)
    .where('meetingId', '=', id)
    .orderBy('position')
    .execute()
}

/**
 * A meeting at an address, for everyone. It is public when an official made it so, whether or not the process is: people meet
 * long before there is a plan. Throws NotFound before that.
 */
export async function publicMeeting(
  db: Db,
  municipalityId: string,
  { slug, meetingId }: { slug?: string | undefined; meetingId?: string | undefined },
): Promise<WholeMeeting & { process: Process }> {
  const process = await processBySlug(db, municipalityId, slug)
  const whole = await meetingOf(db, process, meetingId)
  if (!whole.meeting.isPublic) throw new NotFound()
  return { ...whole, process }
}

/** The meetings to which everyone may come and that are not over, the nearest first; cancelled ones say so. */
export async function comingMeetings(db: Db, { municipalityId, id }: ProcessRef, now: Date): Promise<Meeting[]> {
  const rows = await db
    .selectFrom('meeting')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('isPublic', '=', true)
    .where('audience', '=', 'everyone')
    .where('state', 'in', ['planned', 'cancelled'])
    .where('endsAt', '>', now)
    .orderBy('startsAt')
    .orderBy('id')
    .execute()
  return rows.map(asMeeting)
}

/** Where the meetings of these processes are that anyone may come to. */
export async function openMeetings(
  db: Db,
  municipalityId: string,
  processIds: string[],
  now: Date,
): Promise<{ processId: string; id: string }[]> {
  if (processIds.length === 0) return []
  return db
    .selectFrom('meeting')
    .select(['processId', 'id'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', 'in', processIds)
    .where('isPublic', '=', true)
    .where('audience', '=', 'everyone')
    .where('state', '=', 'planned')
    .where('endsAt', '>', now)
    .orderBy('startsAt')
    .orderBy('id')
    .execute()
}

/** The meeting of which a contribution is the report, or null. */
export async function meetingOfReport(
  db: Db,
  { municipalityId, id }: ProcessRef,
  contributionId: string,
): Promise<{ id: string; title: string } | null> {
  const row = await db
    .selectFrom('meeting')
    .select(['id', 'title'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .where('reportContributionId', '=', contributionId)
    .executeTakeFirst()
  return row ?? null
}
