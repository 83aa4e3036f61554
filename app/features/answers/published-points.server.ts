import { sql } from 'kysely'
import type { Stage } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { PlanVersion } from '#app/features/plans/queries.server.ts'

/** How many points were made about the places of a plan. Sections by number and with all that hangs under them. */
export type PublishedPoints = { paragraphs: Record<string, number>; sections: Record<string, number> }

/**
 * Counts the points of a process by where they belong in its plan: the place a reaction was about, and the sections its
 * answer names. Null until the answers are public.
 */
export async function publishedPoints(
  db: Db,
  plan: PlanVersion,
  process: { id: string; stage: Stage },
): Promise<PublishedPoints | null> {
  if (process.stage !== 'answered') return null
  const { municipalityId } = plan
  const [paragraphs, sections] = await Promise.all([
    db
      .selectFrom('point')
      .innerJoin('contribution', (join) =>
        join
          .onRef('contribution.municipalityId', '=', 'point.municipalityId')
          .onRef('contribution.id', '=', 'point.contributionId'),
      )
      .where('point.municipalityId', '=', municipalityId)
      .where('point.processId', '=', process.id)
      .where('contribution.paragraphId', 'is not', null)
      .groupBy('contribution.paragraphId')
      .select((eb) => ['contribution.paragraphId', eb.fn.countAll<string>().as('count')])
      .execute(),
    sql<{ number: string; count: string }>`
      with place as (
        select point.id, coalesce(paragraph.section_id, contribution.section_id) as section_id
        from point
        join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
        left join paragraph on paragraph.municipality_id = contribution.municipality_id and paragraph.id = contribution.paragraph_id
        where point.municipality_id = ${municipalityId} and point.process_id = ${process.id}
        union
        select answer_point.point_id, answer_section.section_id
        from answer_point
        join answer_section on answer_section.municipality_id = answer_point.municipality_id
          and answer_section.answer_id = answer_point.answer_id
        where answer_point.municipality_id = ${municipalityId} and answer_point.process_id = ${process.id}
      )
      select above.number, count(distinct place.id) as count
      from place
      join section on section.municipality_id = ${municipalityId} and section.id = place.section_id
        and section.plan_version_id = ${plan.id}
      -- a point about 2.3.1 is a point about 2.3 and about 2
      cross join lateral (
        select array_to_string((string_to_array(section.number, '.'))[1:depth], '.') as number
        from generate_series(1, array_length(string_to_array(section.number, '.'), 1)) as depth
      ) as above
      group by above.number`.execute(db),
  ])
  return {
    paragraphs: Object.fromEntries(paragraphs.map(({ paragraphId, count }) => [paragraphId, Number(count)])),
    sections: Object.fromEntries(sections.rows.map(({ number, count }) => [number, Number(count)])),
  }
}
