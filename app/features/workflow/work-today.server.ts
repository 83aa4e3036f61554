import { sql } from 'kysely'
import type { Actor } from '#app/features/accounts/account.ts'
import { today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { ownPositions } from './steps.ts'
import { stepsOfProcesses } from './steps-of.server.ts'

/** How many points of a process someone has to do with. No count goes beyond `MOST_COUNTED`. */
export type WorkToday = {
  /** On their name, and not through all steps. */
  mine: number
  /** Of those, sent back to them. */
  returned: number
  /** Of those, due before today. */
  late: number
  /** That nobody has, at a step that they may do. */
  unassigned: number
  /** The steps that they may do. */
  steps: number[]
}

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
  const { rows } = await sql<{ id: string; own: number[] } & Omit<WorkToday, 'steps'>>`
    select asked.id, asked.own, mine.mine, mine.returned, mine.late, unassigned.unassigned
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (id uuid, last smallint, own jsonb)
    cross join lateral (
      select count(*)::int as mine, count(return_id)::int as returned, (count(*) filter (where due_on < ${day}::date))::int as late
      from (
        select return_id, due_on from point_work
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
  return new Map(rows.map(({ id, own, ...counts }) => [id, { ...counts, steps: own }]))
}
