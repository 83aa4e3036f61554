import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** These points with all others that have the same answer as one of them. */
export async function pointsWithSameAnswer(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointIds: readonly string[],
): Promise<string[]> {
  if (pointIds.length === 0) return []
  const { rows } = await sql<{ pointId: string }>`
    select distinct other.point_id from answer_point
    join answer_point as other on other.municipality_id = answer_point.municipality_id and other.answer_id = answer_point.answer_id
    where answer_point.municipality_id = ${municipalityId} and answer_point.process_id = ${processId}
      and answer_point.point_id = any(${[...pointIds]}::uuid[])`.execute(db)
  return rows.map(({ pointId }) => pointId)
}
