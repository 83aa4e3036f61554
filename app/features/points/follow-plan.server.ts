import { sql } from 'kysely'
import type { FollowPlan, HangsOnParts } from '#app/features/plans/store-plan.server.ts'

const follow: FollowPlan = async (trx, { municipalityId, processId, planVersionId }, moved) => {
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

/** The places of points, to put back where nobody gave the point another one since. */
const hangs: HangsOnParts = {
  name: 'point_place',
  async keep(trx, { municipalityId, planVersionId }, parts) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(point_place) as row from point_place
      where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId}
        and (coalesce(lineage_id, section_id) = any(${[...parts]}::uuid[]) or lineage_id in (
          select lineage_id from paragraph where municipality_id = ${municipalityId} and id = any(${[...parts]}::uuid[])))`.execute(
      trx,
    )
    return rows.map(({ row }) => row)
  },
  async putBack(trx, { municipalityId, processId, planVersionId }, rows, parts) {
    await sql`
      insert into point_place (municipality_id, process_id, point_id, plan_version_id, section_id, lineage_id)
      select was.municipality_id, was.process_id, was.point_id, was.plan_version_id, section.id, was.lineage_id
      from jsonb_populate_recordset(null::point_place, ${JSON.stringify(rows)}::jsonb) as was
      join point on point.municipality_id = was.municipality_id and point.id = was.point_id
      left join paragraph on paragraph.municipality_id = was.municipality_id and paragraph.plan_version_id = was.plan_version_id
        and paragraph.lineage_id = was.lineage_id
      join section on section.municipality_id = was.municipality_id and section.id = coalesce(paragraph.section_id, was.section_id)
      on conflict (municipality_id, point_id) do update set section_id = excluded.section_id, lineage_id = excluded.lineage_id
      where coalesce(point_place.lineage_id, point_place.section_id) = any(${[...parts]}::uuid[])`.execute(trx)
    await follow(trx, { municipalityId, processId, planVersionId }, [])
  },
}

/** Keeps the place of points with the part of the plan that it names, and their chapter with it; a place that is gone goes. */
export const movePointPlaces: FollowPlan = Object.assign(follow, { hangs })
