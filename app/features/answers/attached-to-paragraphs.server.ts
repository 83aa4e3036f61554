import { sql } from 'kysely'
import type { Attached } from '#app/features/plans/versions/ChangeRow.tsx'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'

/** How many points and answers hang on each of these paragraphs, and on all together; paragraphs on which nothing hangs are left out. */
export async function attachedToParagraphs(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  paragraphIds: readonly string[],
): Promise<{ each: Record<string, Attached>; all: Attached }> {
  if (paragraphIds.length === 0) return { each: {}, all: { points: 0, links: 0 } }
  const { rows } = await sql<{ paragraphId: string | null } & Attached>`
    with asked as (
      select id, plan_version_id, lineage_id from paragraph
      where municipality_id = ${municipalityId} and id = any(${[...paragraphIds]}::uuid[])
    ),
    attached as (
      select asked.id as paragraph_id, point.id as point_id, null::uuid as answer_id from asked
      join contribution on contribution.municipality_id = ${municipalityId} and contribution.process_id = ${processId}
        and contribution.paragraph_id = asked.id
      join point on point.municipality_id = ${municipalityId} and point.contribution_id = contribution.id
      union
      select asked.id, point_place.point_id, null from asked
      join point_place on point_place.municipality_id = ${municipalityId} and point_place.process_id = ${processId}
        and point_place.plan_version_id = asked.plan_version_id and point_place.lineage_id = asked.lineage_id
      union
      select asked.id, null, answer_paragraph.answer_id from asked
      join answer_paragraph on answer_paragraph.municipality_id = ${municipalityId}
        and answer_paragraph.plan_version_id = asked.plan_version_id and answer_paragraph.lineage_id = asked.lineage_id
    )
    select paragraph_id, count(distinct point_id)::int as points, count(distinct answer_id)::int as links
    from attached group by grouping sets ((paragraph_id), ())`.execute(db)
  const each: Record<string, Attached> = {}
  let all = { points: 0, links: 0 }
  for (const { paragraphId, ...counts } of rows) {
    if (paragraphId === null) all = counts
    else each[paragraphId] = counts
  }
  return { each, all }
}
