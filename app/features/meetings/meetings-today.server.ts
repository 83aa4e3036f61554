import { sql } from 'kysely'
import { taskOf, type Deadline, type Task, type TaskKind } from '#app/features/processes/today.ts'
import { addDays, clockTime, daysBetween, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'

/** Days after a meeting in which its report is asked for: who never wrote one is not asked for ever. */
const DAYS_FOR_REPORT = 60
const MOST_COMING = 20

const report: TaskKind = {
  kind: 'report',
  page: paths.official.meetings.list,
  label: (count) => (count === 1 ? 'verslag van een bijeenkomst schrijven' : 'verslagen van bijeenkomsten schrijven'),
  begin: 'Begin met het verslag',
  waits: { one: 'verslag', more: 'verslagen' },
}

/** Meetings that were held and have no report yet, per process. */
export async function reportsToWrite(db: Db, municipalityId: string, now: Date): Promise<Task[]> {
  const { rows } = await sql<{ slug: string; process: string; count: number }>`
    select slug, process.title as process, count(*)::int as count
    from meeting join process on process.municipality_id = meeting.municipality_id and process.id = meeting.process_id
    where meeting.municipality_id = ${municipalityId} and meeting.state <> 'cancelled' and report_contribution_id is null
      and ends_at <= ${now} and ends_at > ${addDays(today(now), -DAYS_FOR_REPORT)}::date and process.state in ('draft', 'released')
    group by slug, process.title order by min(ends_at)`.execute(db)
  return rows.flatMap(({ count, ...of }) => taskOf(report, { ...of, closedSince: null }, count))
}

/** The meetings to come, today's until they are over, the nearest first. */
export async function meetingDays(db: Db, municipalityId: string, now: Date): Promise<Deadline[]> {
  const rows = await db
    .selectFrom('meeting')
    .innerJoin('process', (join) =>
      join.onRef('process.municipalityId', '=', 'meeting.municipalityId').onRef('process.id', '=', 'meeting.processId'),
    )
    .select(['slug', 'process.title as process', 'meeting.id', 'meeting.title', 'startsAt'])
    .where('meeting.municipalityId', '=', municipalityId)
    .where('meeting.state', '=', 'planned')
    .where('process.state', '<>', 'withdrawn')
    .where('endsAt', '>', now)
    .orderBy('startsAt')
    .orderBy('meeting.id')
    .limit(MOST_COMING)
    .execute()
  return rows.map(({ slug, process, id, title, startsAt }) => {
    const day = today(startsAt)
    const at = clockTime(startsAt).replace(':', '.')
    // Of a meeting that goes on past midnight the day is behind us.
    return {
      slug,
      process,
      day,
      what: `${title}, ${at}\u00a0uur`,
      href: paths.official.meetings.meeting(slug, id),
      daysLeft: Math.max(0, daysBetween(today(now), day)),
    }
  })
}
