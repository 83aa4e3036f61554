import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDateTime } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** Why a point was sent back, and by whom, until its step is completed again; null when it was not. */
export async function openReturn(
  db: Db,
  { municipalityId }: ProcessRef,
  pointId: string,
): Promise<{ reason: string; by: string | null; at: string } | null> {
  const { rows } = await sql<{ reason: string; by: string | null; at: Date }>`${keptPlan('openReturn')}
    select reason, account.name as by, returned_at as at
    from point_work
    join step_return on step_return.municipality_id = point_work.municipality_id and step_return.event_id = point_work.return_id
    left join account on account.municipality_id = step_return.municipality_id and account.id = returned_by
    where point_work.municipality_id = ${municipalityId} and point_work.point_id = ${pointId}`.execute(db)
  const [found] = rows
  return found ? { ...found, at: formatDateTime(found.at) } : null
}
