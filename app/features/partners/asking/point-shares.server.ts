import { sql } from 'kysely'
import { partnerInputKinds } from '#app/features/partners/response.ts'
import { sectionInWords } from '#app/features/plans/plan.ts'
import { isReadable } from '#app/features/plans/versions/readable-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { PointShare } from './overview.ts'

/** The points of partner input, those of conversations too, by theme in the order of the themes; those without one last. */
export async function pointsPerTheme(db: Db, { municipalityId, id }: ProcessRef): Promise<PointShare[]> {
  const { rows } = await sql<PointShare>`
    select theme.name, count(*)::int as points
    from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
    left join theme on theme.municipality_id = point.municipality_id and theme.id = point_work.theme_id
    where point.municipality_id = ${municipalityId} and point.process_id = ${id} and contribution.kind = any(${[...partnerInputKinds]})
    group by theme.id, theme.name, theme.position order by theme.position nulls last`.execute(db)
  return rows
}

/**
 * The points of partner input, by the chapter of the plan that their answer names, in the order of the plan; those without
 * one last. A chapter is called as in the version that people read. A point whose answer names two chapters counts in both.
 */
export async function pointsPerChapter(db: Db, { municipalityId, id }: ProcessRef): Promise<PointShare[]> {
  const { rows } = await sql<{ number: string | null; heading: string | null; points: number }>`
    with recursive within as (
      select section.id, section.lineage_id as chapter_id from section
      join plan_version on plan_version.municipality_id = section.municipality_id and plan_version.id = section.plan_version_id
      where section.municipality_id = ${municipalityId} and plan_version.process_id = ${id} and section.parent_id is null
      union all
      select section.id, within.chapter_id from section join within on section.parent_id = within.id
      where section.municipality_id = ${municipalityId}
    ),
    placed as (
      select distinct point.id as point_id, within.chapter_id
      from point
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
      left join answer_section on answer_section.municipality_id = answer_point.municipality_id and answer_section.answer_id = answer_point.answer_id
      left join within on within.id = answer_section.section_id
      where point.municipality_id = ${municipalityId} and point.process_id = ${id} and contribution.kind = any(${[...partnerInputKinds]})
    )
    select chapter.number, chapter.heading, count(*)::int as points
    from placed left join lateral (
      select section.id, section.number, section.heading, section.position from section
      join plan_version on plan_version.municipality_id = section.municipality_id and plan_version.id = section.plan_version_id
      where section.municipality_id = ${municipalityId} and section.lineage_id = placed.chapter_id
        and plan_version.process_id = ${id} and ${isReadable({ municipalityId, id })}
      order by plan_version.ordinal desc limit 1
    ) as chapter on true
    group by chapter.id, chapter.number, chapter.heading, chapter.position order by chapter.position nulls last`.execute(
    db,
  )
  return rows.map(({ number, heading, points }) => ({
    name: number === null ? null : sectionInWords({ number, heading: heading ?? '' }),
    points,
  }))
}
