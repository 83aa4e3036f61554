import { sql } from 'kysely'
import { validate } from 'uuid'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** Who was away this long comes back: what came in meanwhile is new to them. */
const AWAY_MINUTES = 30
/** Looking again within this time is noted no more often. */
const NOTED_MINUTES = 2
/** Of so many new points it is remembered that they were opened. */
const MOST_OPENED = 1000

/** What is new to an official: points that were made after `since`, without those that they opened. `since` is null on a first visit. */
export type DeskVisit = { since: Date | null; opened: ReadonlySet<string> }

/**
 * Notes that an official looks at the points of a process, with the point that they have open, and gives what is new to them. It
 * touches one row, and seldom.
 */
export async function noteVisit(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  { accountId, openId }: { accountId: string; openId: string | null },
  now: Date,
): Promise<DeskVisit> {
  const own = sql`municipality_id = ${municipalityId} and process_id = ${processId} and account_id = ${accountId}`
  const opened = openId !== null && validate(openId) ? openId : null
  const { rows } = await sql<Noted>`${keptPlan('deskVisit')}
    select new_since, opened, looked_at < ${now}::timestamptz - make_interval(mins => ${NOTED_MINUTES}) as is_due,
      exists (
        select from point where point.municipality_id = desk_visit.municipality_id and point.process_id = desk_visit.process_id
          and point.id = ${opened} and point.created_at > new_since and not point.id = any(opened)
      ) as opens_new
    from desk_visit where ${own}`.execute(db)
  const [noted] = rows
  if (noted && !noted.isDue && !noted.opensNew) return visitOf(noted)
  const isBack = sql`desk_visit.looked_at < ${now}::timestamptz - make_interval(mins => ${AWAY_MINUTES})`
  await sql`
    insert into desk_visit (municipality_id, process_id, account_id, looked_at)
    values (${municipalityId}, ${processId}, ${accountId}, ${now})
    on conflict (municipality_id, process_id, account_id) do update
    set looked_at = excluded.looked_at,
      new_since = case when ${isBack} then desk_visit.looked_at else desk_visit.new_since end,
      opened = case when ${isBack} then '{}' else desk_visit.opened end
    where desk_visit.looked_at < ${now}::timestamptz - make_interval(mins => ${NOTED_MINUTES})`.execute(db)
  if (opened !== null)
    await sql`
      update desk_visit set opened = (array_prepend(point.id, opened))[1:${MOST_OPENED}]
      from point
      where desk_visit.municipality_id = ${municipalityId} and desk_visit.process_id = ${processId} and account_id = ${accountId}
        and point.municipality_id = desk_visit.municipality_id and point.process_id = desk_visit.process_id and point.id = ${opened}
        and point.created_at > new_since and not point.id = any(opened)`.execute(db)
  const { rows: after } = await sql<Visit>`select new_since, opened from desk_visit where ${own}`.execute(db)
  return visitOf(after[0])
}

type Visit = { newSince: Date | null; opened: string[] }
/** What is noted already, whether that is too long ago, and whether a new point is opened now. */
type Noted = Visit & { isDue: boolean; opensNew: boolean }

const visitOf = (visit: Visit | undefined): DeskVisit => ({
  since: visit?.newSince ?? null,
  opened: new Set(visit?.opened),
})
