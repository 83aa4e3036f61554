import { sql } from 'kysely'
import { insideWords } from '#app/features/answers/inside-words.server.ts'
import { fullName, type NamedContributor } from '#app/features/contributions/contributor-kind.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { pointNumber } from '#app/features/points/point-number.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { promising } from './gaps.ts'

/** A point as an official chooses it, as the reason of a change. */
export type PickedPoint = {
  id: string
  number: string
  /** Who gave it. */
  name: string
  words: string
  disposition: Decision | null
  /** How many other points have the same answer. */
  alike: number
}

/** These points of a process, in this order; those of another one are left out. */
export async function pickedPoints(db: Db | Trx, process: ProcessRef, ids: readonly string[]): Promise<PickedPoint[]> {
  if (ids.length === 0) return []
  const { municipalityId, id: processId } = process
  const { rows } = await sql<
    NamedContributor & { id: string; contributorNumber: number | null; pointNumber: number | null; alike: number }
  >`
    select point.id, contributor.number as contributor_number, point.number as point_number,
      contributor.kind, name, organisation, named_in_public, contributor.number, resident_number,
      coalesce((select count(*) - 1 from answer_point
        join answer_point as other on other.municipality_id = ${municipalityId} and other.answer_id = answer_point.answer_id
        where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = point.id), 0)::int as alike
    from unnest(${[...ids]}::uuid[]) with ordinality as shown (id, at)
    join point on point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = shown.id
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = ${municipalityId} and contributor.id = contribution.contributor_id
    order by shown.at`.execute(db)
  const texts = await insideWords(db, process, ids)
  return rows.map(({ contributorNumber, pointNumber: own, alike, ...row }) => ({
    ...{ id: row.id, name: fullName(row), alike: Math.max(0, alike), number: pointNumber(contributorNumber, own) },
    ...{ words: texts.get(row.id)?.words ?? '', disposition: texts.get(row.id)?.disposition ?? null },
  }))
}

/**
 * The points that hang on paragraphs, or on those that they come from, and are behind no change: placed there by an official, given as a reaction
 * to it, or with an answer that names it. At most so many, those whose answer promises a change first; and how many there are.
 */
export async function pointsAtParts(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  parts: readonly string[],
  most: number,
): Promise<{ ids: string[]; promised: ReadonlySet<string>; count: number }> {
  const { rows } = await sql<{ id: string; isPromised: boolean; count: number }>`
    with recursive road (id) as (
      select unnest(${[...parts]}::uuid[])
      union
      select origin_id from road
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.paragraph_id = road.id
    ),
    asked as (
      select paragraph.id, plan_version_id, lineage_id from road
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = road.id
    ),
    hanging (id) as (
      select point.id from asked
      join contribution on contribution.municipality_id = ${municipalityId} and contribution.paragraph_id = asked.id
      join point on point.municipality_id = ${municipalityId} and point.contribution_id = contribution.id
      where not exists (
        select from point_place where point_place.municipality_id = ${municipalityId} and point_place.point_id = point.id)
      union
      select point_place.point_id from asked
      join point_place on point_place.municipality_id = ${municipalityId}
        and point_place.plan_version_id = asked.plan_version_id and point_place.lineage_id = asked.lineage_id
      union
      select answer_point.point_id from asked
      join answer_paragraph on answer_paragraph.municipality_id = ${municipalityId}
        and answer_paragraph.plan_version_id = asked.plan_version_id and answer_paragraph.lineage_id = asked.lineage_id
      join answer_point on answer_point.municipality_id = ${municipalityId} and answer_point.answer_id = answer_paragraph.answer_id
    )
    select hanging.id, coalesce(disposition = any(${[...promising]}::text[]), false) as is_promised, count(*) over ()::int as count
    from hanging
    join point_work on point_work.municipality_id = ${municipalityId} and point_work.process_id = ${processId}
      and point_work.point_id = hanging.id
    where not is_set_aside and not exists (
      select from change_point where change_point.municipality_id = ${municipalityId} and change_point.point_id = hanging.id)
    order by is_promised desc, place, hanging.id limit ${most}`.execute(db)
  return {
    ids: rows.map(({ id }) => id),
    promised: new Set(rows.flatMap(({ id, isPromised }) => (isPromised ? [id] : []))),
    count: rows[0]?.count ?? 0,
  }
}
