import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** The theme that all points of an answer have, by answer; an answer to points of several themes, or without one, is not there. */
export async function sharedThemes(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
  answerIds: readonly string[],
): Promise<Map<string, string>> {
  if (answerIds.length === 0) return new Map()
  const { rows } = await sql<{ answerId: string; theme: string }>`
    select answer_point.answer_id, min(theme.name) as theme
    from answer_point
    join point_work on point_work.municipality_id = answer_point.municipality_id and point_work.point_id = answer_point.point_id
    left join theme on theme.municipality_id = point_work.municipality_id and theme.id = point_work.theme_id
    where answer_point.municipality_id = ${municipalityId} and answer_point.process_id = ${id} and answer_point.answer_id = any(${[...answerIds]}::uuid[])
    group by answer_point.answer_id having count(*) = count(theme.id) and count(distinct theme.id) = 1`.execute(db)
  return new Map(rows.map(({ answerId, theme }) => [answerId, theme]))
}
