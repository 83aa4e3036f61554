import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** A state of points with how many have it, from what is counted beforehand, so that nobody reads all points for it. */
export type StateTally = {
  state: 'open' | 'answered' | 'released' | 'public' | 'setAside'
  points: number
  /** Of these: with a decision, with nobody who works on them, and changed since they were answered. */
  decided: number
  unassigned: number
  changed: number
}

/** How many points of a process are in each state. */
export async function tallyByState(db: Db, { municipalityId, id }: ProcessRef): Promise<StateTally[]> {
  const { rows } = await sql<StateTally>`${keptPlan('tallyByState')}
    select state, sum(points)::int as points,
      coalesce(sum(points) filter (where disposition is not null), 0)::int as decided,
      coalesce(sum(points) filter (where not has_assignee), 0)::int as unassigned,
      coalesce(sum(points) filter (where changed_since_answer), 0)::int as changed
    from point_tally where municipality_id = ${municipalityId} and process_id = ${id}
    group by state having sum(points) <> 0`.execute(db)
  return rows
}

/** How many points of a process have each theme, person or campaign; what none has is left out. */
export async function tallyByValue(
  db: Db,
  { municipalityId, id }: ProcessRef,
  field: 'theme' | 'assignee' | 'campaign',
): Promise<Map<string, number>> {
  const { rows } = await sql<{ value: string; points: number }>`${keptPlan('tallyByValue')}
    select value, sum(points)::int as points from point_tally_value
    where municipality_id = ${municipalityId} and process_id = ${id} and field = ${field}
    group by value having sum(points) > 0`.execute(db)
  return new Map(rows.map(({ value, points }) => [value, points]))
}
