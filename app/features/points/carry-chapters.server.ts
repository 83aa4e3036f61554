import { sql, type RawBuilder } from 'kysely'
import type { MovedChapters } from '#app/features/plans/versions/moved-chapters.server.ts'
import { whereHeadingsWent, whereWordsWent } from '#app/features/plans/versions/where-words-went.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { changeWork } from './change-work.server.ts'

/** Chapters of parts of the plan that points are about, by the id of the part; null for one that people read no more. */
export type PartChapters = ReadonlyMap<string, string | null>

/** What each point of a process is about: where an official placed it, else what its contribution was about. */
const partOfEach = ({ municipalityId, id }: ProcessRef): RawBuilder<unknown> => sql`
  select point_work.point_id, point_work.chapter,
    coalesce(paragraph.id, point_place.section_id, contribution.paragraph_id, contribution.section_id) as part_id
  from point_work
  join point on point.municipality_id = point_work.municipality_id and point.id = point_work.point_id
  join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
  left join point_place on point_place.municipality_id = point_work.municipality_id and point_place.point_id = point_work.point_id
  left join paragraph on paragraph.municipality_id = point_place.municipality_id
    and paragraph.plan_version_id = point_place.plan_version_id and paragraph.lineage_id = point_place.lineage_id
  where point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id}`

/** In which chapters of the plan that people read now the words stand that points of a process are about. */
export async function chaptersOfParts(trx: Trx, process: ProcessRef): Promise<PartChapters> {
  const { rows } = await sql<{ partId: string }>`
    select distinct part_id from (${partOfEach(process)}) as each where part_id is not null`.execute(trx)
  return chaptersOf(
    trx,
    process,
    rows.map(({ partId }) => partId),
  )
}

async function chaptersOf(trx: Trx, process: ProcessRef, parts: readonly string[]): Promise<PartChapters> {
  const words = await whereWordsWent(trx, process, parts)
  const headings = await whereHeadingsWent(trx, process, parts)
  return new Map(
    parts.map((part) => [part, words.get(part)?.now[0]?.chapter.number ?? headings.get(part)?.chapter.number ?? null]),
  )
}

/**
 * Gives points of a process that is held the chapter of what they are about, in the version that people read now; those that are about no part of the
 * plan keep theirs. Keeps the history under this event.
 */
export async function chaptersByPart(
  trx: Trx,
  process: ProcessRef,
  { eventId, points }: { eventId: string; points: readonly string[] },
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ pointId: string; partId: string }>`
    select point_id, part_id from (${partOfEach(process)}) as each
    where part_id is not null and point_id = any(${[...points]}::uuid[])`.execute(trx)
  const chapters = await chaptersOf(trx, process, [...new Set(rows.map(({ partId }) => partId))])
  const byChapter = Map.groupBy(rows, ({ partId }) => chapters.get(partId) ?? null)
  for (const [chapter, own] of byChapter)
    await changeWork(trx, process, { eventId, points: own.map(({ pointId }) => pointId), change: { chapter } }, now)
}

/**
 * Carries the chapter of each point of a process that is held over to the version that people read since `before` was asked: to the chapter where its
 * words stand now; where they are gone, or an official chose another chapter, to what that chapter is now. Nobody did anything with these points, so their
 * history says nothing of it; public ones go along. Gives how many changed.
 */
export async function carryChapters(
  trx: Trx,
  process: ProcessRef,
  { before, chapters }: { before: PartChapters; chapters: MovedChapters },
): Promise<number> {
  const after = await chaptersOfParts(trx, process)
  const parts = [...after].map(([partId, now]) => ({ partId, was: before.get(partId) ?? null, now }))
  const moved = [...chapters].map(([was, now]) => ({ was, now }))
  const { municipalityId } = process
  const { numAffectedRows } = await sql`
    with part as (select part_id, was, now from ${givenRows({ partId: 'uuid', was: 'text', now: 'text' }, parts)}),
    moved as (select was, now from ${givenRows({ was: 'text', now: 'text' }, moved)}),
    carried as materialized (
      select each.point_id, each.chapter,
        case when part.now is not null and part.was = each.chapter then part.now else moved.now end as now
      from (${partOfEach(process)}) as each
      left join part on part.part_id = each.part_id
      left join moved on moved.was = each.chapter
      where each.chapter is not null
    )
    update point_work set chapter = carried.now from carried
    where point_work.municipality_id = ${municipalityId} and point_work.point_id = carried.point_id
      and carried.now is distinct from carried.chapter`.execute(trx)
  return Number(numAffectedRows ?? 0)
}
