import { sql } from 'kysely'
import { isNamedInPublic, isPerson } from '#app/features/contributions/contributor-kind.ts'
import { contributorsById } from '#app/features/answers/contributors.server.ts'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import type { Decision, Disposition } from '#app/features/points/disposition.ts'
import { pointNumber } from '#app/features/points/point-number.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { publicName } from '#app/features/contributions/contributor-kind.ts'
import type { Db } from '#db/client.server.ts'

/** A point as the decision file has it: its public words, and who gave it as the public reads that. */
export type FilePoint = {
  id: string
  number: string
  who: string
  contributorId: string
  isPerson: boolean
  isNamed: boolean
  words: string
  decision: Decision | null
  reply: string
  /** The chapter that it is about, by its lineage; null when nobody said where it belongs. */
  chapter: string | null
}

type Row = {
  id: string
  contributorId: string
  contributorNumber: number | null
  pointNumber: number | null
  chapter: string | null
}

/** Answers that say no, or no to a part: what the council reads under "niet overgenomen". */
const SAYS_NO: readonly Disposition[] = ['notAdopted', 'partlyAdopted']

/**
 * The points of these ids and all that were not adopted, in the order of their numbers, as far as the file may show them: to officials all, to the
 * council those that were handed over with it (`fileId`) and those that are public.
 */
export async function filePoints(
  db: Db,
  process: ProcessRef,
  behindChanges: readonly string[],
  reader: 'official' | { fileId: string },
): Promise<Map<string, FilePoint>> {
  const { municipalityId, id } = process
  const mayRead =
    reader === 'official'
      ? sql`true`
      : sql`(point_work.is_public or exists (select from decision_file_point
          where decision_file_point.municipality_id = ${municipalityId} and decision_file_point.file_id = ${reader.fileId}
            and decision_file_point.point_id = point.id))`
  const { rows } = await sql<Row>`
    select point.id, contribution.contributor_id, contributor.number as contributor_number, point.number as point_number,
      coalesce(
        (select chapter.lineage_id from answer_section
          join section on section.municipality_id = answer_section.municipality_id and section.id = answer_section.section_id
          join section as chapter on chapter.municipality_id = section.municipality_id and chapter.plan_version_id = section.plan_version_id
            and chapter.number = split_part(section.number, '.', 1)
          where answer_section.municipality_id = ${municipalityId} and answer_section.answer_id = answer.id
          order by section.position limit 1),
        (select chapter.lineage_id from section
          join section as chapter on chapter.municipality_id = section.municipality_id and chapter.plan_version_id = section.plan_version_id
            and chapter.number = split_part(section.number, '.', 1)
          where section.municipality_id = ${municipalityId} and section.id = coalesce(point_place.section_id, contribution.section_id))
      ) as chapter
    from point
    join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
    left join point_place on point_place.municipality_id = point.municipality_id and point_place.point_id = point.id
    left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
    left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
    where point.municipality_id = ${municipalityId} and point.process_id = ${id} and ${mayRead}
      and (point.id = any(${[...behindChanges]}::uuid[])
        or (answer.disposition = any(${[...SAYS_NO]}::text[]) and not is_set_aside and point.withdrawn_at is null))
    order by point_work.place, point.id`.execute(db)
  const points = await publicPointsById(
    db,
    process,
    rows.map((row) => row.id),
  )
  const people = await contributorsById(
    db,
    process,
    rows.map((row) => row.contributorId),
  )
  return new Map(
    rows.flatMap((row) => {
      const [point, person] = [points.get(row.id), people.get(row.contributorId)]
      if (!point || !person) return []
      const shown: FilePoint = {
        ...{ id: row.id, contributorId: row.contributorId, chapter: row.chapter },
        number: pointNumber(row.contributorNumber, row.pointNumber),
        who: publicName(person),
        ...{ isPerson: isPerson(person.kind), isNamed: isNamedInPublic(person) },
        ...{ words: point.words, decision: point.disposition, reply: point.reply },
      }
      return [[row.id, shown] as const]
    }),
  )
}
