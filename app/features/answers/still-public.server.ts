import { sql } from 'kysely'
import { pointNumber } from '#app/features/points/point-number.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { isOpenFinding } from './is-open-finding.server.ts'
import { searchWords } from './search-words.server.ts'

/** So many public points that may say the words are looked at, and so many of those that do are named. */
const [MOST_LOOKED_AT, MOST_NAMED] = [200, 10]

/**
 * The numbers of points that are public and still say words that were just left out elsewhere, in their own words or their answer. No gate
 * stands before those any more, so that whoever leaves words out has to be told. For who holds the process.
 */
export async function stillPublic(trx: Trx, process: ProcessRef, words: string): Promise<string[]> {
  const { municipalityId, id } = process
  const { rows: likely } = await sql<{ id: string }>`
    with says as (
      select point.id from point
      where municipality_id = ${municipalityId} and process_id = ${id} and words @@ plainto_tsquery('dutch_unaccent', ${words})
      union
      select answer_point.point_id from answer
      join answer_point on answer_point.municipality_id = answer.municipality_id and answer_point.answer_id = answer.id
      where answer.municipality_id = ${municipalityId} and answer.process_id = ${id} and words @@ plainto_tsquery('dutch_unaccent', ${words})
    )
    select says.id from says
    join point_work on point_work.municipality_id = ${municipalityId} and point_work.point_id = says.id and is_public
    order by says.id limit ${MOST_LOOKED_AT}`.execute(trx)
  if (likely.length === 0) return []
  const pointIds = likely.map(({ id }) => id)
  await searchWords(trx, process, { pointIds })
  const { rows } = await sql<{ giver: number | null; number: number | null }>`
    select contributor.number as giver, point.number from point
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = point.contributor_id
    where point.municipality_id = ${municipalityId} and point.id = any(${pointIds}::uuid[]) and exists (
      select from finding where ${await isOpenFinding(trx, process)} and kind = 'leftOut' and (
        finding.point_id = point.id or finding.answer_id in (
          select answer_id from answer_point where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = point.id)))
    order by contributor.number, point.number limit ${MOST_NAMED}`.execute(trx)
  return rows.map(({ giver, number }) => pointNumber(giver, number))
}
