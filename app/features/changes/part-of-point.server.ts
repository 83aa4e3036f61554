import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'

/**
 * The paragraph, else the heading, of the version that officials work on where the words are that a point is about: where an official placed it, what its
 * answer names, or what was reacted to. Null where nobody said, or the words are gone.
 */
export async function partOfPoint(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  pointId: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    with recursive said (paragraph_id, section_id, rank) as (
      select paragraph.id, point_place.section_id, 1 from point_place
      left join paragraph on paragraph.municipality_id = ${municipalityId}
        and paragraph.plan_version_id = point_place.plan_version_id and paragraph.lineage_id = point_place.lineage_id
      where point_place.municipality_id = ${municipalityId} and point_place.point_id = ${pointId}
      union all
      select paragraph.id, paragraph.section_id, 2 from answer_point
      join answer_paragraph on answer_paragraph.municipality_id = ${municipalityId} and answer_paragraph.answer_id = answer_point.answer_id
      join paragraph on paragraph.municipality_id = ${municipalityId}
        and paragraph.plan_version_id = answer_paragraph.plan_version_id and paragraph.lineage_id = answer_paragraph.lineage_id
      where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = ${pointId}
      union all
      select contribution.paragraph_id, contribution.section_id, 3 from point
      join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
      where point.municipality_id = ${municipalityId} and point.id = ${pointId}
    ),
    editing as (
      select id from plan_version where municipality_id = ${municipalityId} and process_id = ${processId} and is_for_editors
    ),
    road (id, rank) as (
      select paragraph_id, rank from said where paragraph_id is not null
      union
      select paragraph_origin.paragraph_id, rank from road
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.origin_id = road.id
    ),
    found (id, rank, is_heading, position) as (
      select paragraph.id, rank, false, position from road
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = road.id
      join editing on editing.id = paragraph.plan_version_id
      union all
      select section.id, rank, true, section.position from said
      join section as named on named.municipality_id = ${municipalityId} and named.id = said.section_id
      join section on section.municipality_id = ${municipalityId} and section.lineage_id = named.lineage_id
      join editing on editing.id = section.plan_version_id
    )
    select id from found order by is_heading, rank, position limit 1`.execute(db)
  return rows[0]?.id ?? null
}
