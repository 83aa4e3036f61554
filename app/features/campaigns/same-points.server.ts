import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'
import { nearest, source } from './say-the-same.server.ts'

/** Of no more points it is told that they say the same. */
const MOST = 10_000

type OtherPoint = { id: string; isAnswered: boolean }

/**
 * The other points that say the same as this one, word by word, or that share it in a campaign, in reading order. Those that are public
 * are left out: their answers stand.
 */
export async function samePoints(db: Db | Trx, process: ProcessRef, pointId: string): Promise<OtherPoint[]> {
  const { rows } = await sql<OtherPoint>`${keptPlan('samePoints')}
    with ${source(process, [pointId])},
    ${nearest(process)},
    same as (select distinct id from found where id <> of)
    select point_id as id, disposition is not null as is_answered
    from same
    join point_work on point_work.municipality_id = ${process.municipalityId} and point_work.point_id = same.id
    where not is_public and not is_set_aside
    order by place, point_id limit ${MOST}`.execute(db)
  return rows
}
