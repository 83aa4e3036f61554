import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import type { LinkPoints } from '#app/features/plans/store-plan.server.ts'
import { asId } from '#app/ids.server.ts'

/**
 * Puts points behind the change of a paragraph of a version, or of one of the version before it that is gone; those that are there already stay.
 * Throws NotFound for a point or version of another process.
 */
export const linkPoints: LinkPoints = async (
  trx,
  { municipalityId, id: processId },
  { planVersionId, paragraphId },
  pointIds,
  { by, now },
) => {
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
    select ${municipalityId}, plan_version.id, paragraph.id, chosen.id, ${now}, ${by.id}
    from unnest(${ids}::uuid[]) as chosen (id)
    join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = ${planVersionId}
      and plan_version.previous_id is not null
    join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = ${paragraphId}
      and paragraph.plan_version_id in (plan_version.id, plan_version.previous_id)
    on conflict do nothing`.execute(trx)
}
