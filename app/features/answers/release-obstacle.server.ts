import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { hasShape, type AnswerShape } from './complete-answers.server.ts'
import { isOpenFinding } from './open-findings.server.ts'
import type { ReleaseObstacle } from './release-obstacles.ts'
import { countUnsearched, unsearchedPointIds } from './search-words.server.ts'

/**
 * Why a row of `point_work` cannot be released to become public, as an expression: a code of `releaseObstacleWords`, or null. The one
 * rule of every door by which points are released. Each of its sets is read once, whatever the number of points. `wrong` are the shapes
 * of answers that miss something (`incompleteShapes`).
 */
export async function releaseObstacle(
  db: Db | Trx,
  process: ProcessRef,
  wrong: readonly AnswerShape[],
): Promise<RawBuilder<ReleaseObstacle | null>> {
  const { municipalityId, id } = process
  const hasUnsearched = (await countUnsearched(db, process)) > 0
  const isOpen = await isOpenFinding(db, process)
  return sql`case
    when point_work.disposition is null then 'noAnswer'
    when point_work.point_id in (
      select point.id from contribution
      join point on point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id
      where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and split_done_at is null) then 'unsplit'
    ${wrong.length === 0 ? sql`` : sql`when point_work.point_id in (${withShape(process, wrong)}) then 'incompleteAnswer'`}
    when point_work.changed_since_answer then 'changedSince'
    ${hasUnsearched ? sql`when point_work.point_id in (${unsearchedPointIds(process)}) then 'unsearched'` : sql``}
    when point_work.point_id in (
      select finding.point_id from finding where finding.point_id is not null and ${isOpen}
      union all
      select answer_point.point_id from finding
      join answer_point on answer_point.municipality_id = finding.municipality_id and answer_point.answer_id = finding.answer_id
      where ${isOpen}) then 'findings'
    end`
}

/** The ids of the points whose answer has one of these shapes, as a subquery. */
export const withShape = (
  { municipalityId, id }: ProcessRef,
  shapes: readonly AnswerShape[],
): RawBuilder<unknown> => sql`
  select answer_point.point_id from answer_point
  join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
  where answer_point.municipality_id = ${municipalityId} and answer_point.process_id = ${id} and ${hasShape(shapes)}`
