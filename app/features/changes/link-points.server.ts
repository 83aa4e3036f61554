import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'

/** Who links, and when. */
export type Linking = { by: { id: string | null }; now: Date }
/** A paragraph of a version, or one of the version before it that is gone from it. */
type ChangedPart = { planVersionId: string; paragraphId: string }

/**
 * Puts points behind the change of a paragraph; those that are there already stay. For acts that change the paragraph in the same transaction.
 * Throws NotFound for a point or version of another process.
 */
export async function linkPoints(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  { planVersionId, paragraphId }: ChangedPart,
  pointIds: readonly string[],
  { by, now }: Linking,
): Promise<void> {
  const ids = [...new Set(pointIds.map(asId))]
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select point.id from point
    join plan_version on plan_version.municipality_id = point.municipality_id and plan_version.process_id = point.process_id
    where point.municipality_id = ${municipalityId} and point.process_id = ${processId}
      and point.id = any(${ids}::uuid[]) and plan_version.id = ${planVersionId}`.execute(trx)
  if (rows.length !== ids.length) throw new NotFound()
  await sql`
    insert into change_point (municipality_id, plan_version_id, paragraph_id, point_id, linked_at, linked_by)
    select ${municipalityId}, ${planVersionId}, ${paragraphId}, unnest(${ids}::uuid[]), ${now}, ${by.id}
    on conflict do nothing`.execute(trx)
}
