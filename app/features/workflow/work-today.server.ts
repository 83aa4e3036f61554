import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '#app/features/accounts/account.ts'
import { today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { ownPositions } from './steps.ts'
import { stepsOfProcesses } from './steps-of.server.ts'

/** How many points of a process someone has to do with. No count goes beyond `MOST_COUNTED`. */
export type WorkToday = {
  /** On their name at the first step, where answers are written. */
  mine: Pile
  /** On their name at a later step, where answers are checked. */
  check: Pile
  /** That nobody has, at a step that they may do. */
  unassigned: number
  /** The steps that they may do. */
  steps: number[]
  /** The steps where answers are checked. */
  checks: number[]
}

/** Points, how many of them were sent back, and how many are due before today. */
type Pile = { points: number; returned: number; late: number }

/** What is counted exactly; beyond it there is enough to do for today anyhow. */
const MOST_COUNTED = 10_000

/** What someone has to do with in these processes, by the id of the process. What others have is none of it. */
export async function workToday(
  db: Db,
  by: Pick<Actor, 'id' | 'municipalityId' | 'innerRoles'>,
  processIds: readonly string[],
  now: Date,
): Promise<Map<string, WorkToday>> {
  const { municipalityId } = by
  const stepsOf = await stepsOfProcesses(db, municipalityId, processIds)
  const asked = [...stepsOf].map(([id, steps]) => ({ id, last: steps.length, own: ownPositions(steps, by) }))
  const day = today(now)
  const { rows } = await sql<{ id: string; own: number[]; last: number } & Omit<WorkToday, 'steps' | 'checks'>>`
    select asked.id, asked.own, asked.last, mine.mine, mine.check, unassigned.unassigned
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (id uuid, last smallint, own jsonb)
    cross join lateral (
      select ${pile(sql`step = 1`)} as mine, ${pile(sql`step > 1`)} as check
      from (
        select step, return_id, due_on < ${day}::date as is_late from point_work
        where municipality_id = ${municipalityId} and process_id = asked.id and assignee_id = ${by.id}
          and state not in ('public', 'setAside') and step <= asked.last
        limit ${MOST_COUNTED}) as counted
    ) as mine
    cross join lateral (
      select count(*)::int as unassigned
      from (
        select 1 from point_work
        where municipality_id = ${municipalityId} and process_id = asked.id and assignee_id is null
          and state in ('open', 'answered', 'released') and step in (select value::smallint from jsonb_array_elements_text(asked.own))
        limit ${MOST_COUNTED}) as counted
    ) as unassigned`.execute(db)
  return new Map(
    rows.map(({ id, own, last, ...counts }) => [id, { ...counts, steps: own, checks: positionsFrom(2, last) }]),
  )
}

const pile = (which: RawBuilder<unknown>) => sql`jsonb_build_object('points', count(*) filter (where ${which}),
  'returned', count(return_id) filter (where ${which}), 'late', count(*) filter (where ${which} and is_late))`

const positionsFrom = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
