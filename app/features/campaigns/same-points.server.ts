import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** Of no more points it is told that they say the same. */
const MOST = 10_000

export type SamePoint = { id: string; isAnswered: boolean }

/**
 * The other points that say the same as this one, word by word, or that share it in a campaign, in reading order. Those that are public
 * are left out: their answers stand.
 */
export async function samePoints(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointId: string,
): Promise<SamePoint[]> {
  const { rows } = await sql<SamePoint>`${keptPlan('samePoints')}
    with same as (
      select other.id from point
      join point as other on other.municipality_id = point.municipality_id and other.process_id = point.process_id and other.said = point.said
      where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = ${pointId}
      union
      select other.point_id from campaign_point
      join campaign_point as other on other.municipality_id = campaign_point.municipality_id
        and other.campaign_id = campaign_point.campaign_id and other.shared_id = campaign_point.shared_id
      where campaign_point.municipality_id = ${municipalityId} and campaign_point.process_id = ${processId} and campaign_point.point_id = ${pointId}
    )
    select point_id as id, disposition is not null as is_answered
    from same
    join point_work on point_work.municipality_id = ${municipalityId} and point_work.point_id = same.id
    where same.id <> ${pointId} and not is_public and not is_set_aside
    order by place, point_id limit ${MOST}`.execute(db)
  return rows
}
