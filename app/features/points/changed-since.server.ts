import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

/** Says that someone looked at the answers of these points after their words changed. Gives which of them had changed. */
export async function clearChangedSince(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ pointId: string }>`
    update point_work set changed_since_answer = false
    where municipality_id = ${municipalityId} and process_id = ${processId} and point_id = any(${pointIds}::uuid[])
      and changed_since_answer
    returning point_id`.execute(trx)
  return rows.map(({ pointId }) => pointId)
}
