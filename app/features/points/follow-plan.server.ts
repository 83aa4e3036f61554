import { sql } from 'kysely'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'

/** Keeps the place of points with the part of the plan that it names, and their chapter with it; a place that is gone goes. */
export const movePointPlaces: FollowPlan = async (trx, { municipalityId, processId, planVersionId }, moved) => {
  const parts = sql`jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m ("old" uuid, "sectionId" uuid, "paragraphId" uuid)`
  const { rows } = await sql<{ pointId: string }>`
    delete from point_place using ${parts}
    where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId}
      and coalesce(lineage_id, section_id) = m."old" and m."sectionId" is null
    returning point_id`.execute(trx)
  await sql`
    update point_place set section_id = m."sectionId",
      lineage_id = (select lineage_id from paragraph where paragraph.municipality_id = ${municipalityId} and paragraph.id = m."paragraphId")
    from ${parts}
    where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId}
      and coalesce(lineage_id, section_id) = m."old"`.execute(trx)
  await sql`
    update point_place set section_id = paragraph.section_id from paragraph
    where point_place.municipality_id = ${municipalityId} and point_place.plan_version_id = ${planVersionId}
      and paragraph.municipality_id = point_place.municipality_id and paragraph.plan_version_id = point_place.plan_version_id
      and paragraph.lineage_id = point_place.lineage_id and paragraph.section_id <> point_place.section_id`.execute(trx)
  await sql`
    update point_work set chapter = split_part(section.number, '.', 1)
    from point_place join section on section.municipality_id = point_place.municipality_id and section.id = point_place.section_id
    where point_place.municipality_id = ${municipalityId} and point_place.plan_version_id = ${planVersionId}
      and point_work.municipality_id = point_place.municipality_id and point_work.point_id = point_place.point_id
      and point_work.process_id = ${processId} and point_work.chapter is distinct from split_part(section.number, '.', 1)`.execute(
    trx,
  )
  if (rows.length === 0) return []
  const what = rows.length === 1 ? '1 punt ging' : `${rows.length} punten gingen`
  return [`${what} over een onderdeel dat niet meer in het plan staat. Kies daar opnieuw een plek.`]
}
