import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { withIncompleteAnswer } from './complete-answers.server.ts'
import { isOpenFinding } from './is-open-finding.server.ts'
import type { ReleaseObstacle } from './release-obstacles.ts'
import { countUnsearched, unsearchedPointIds } from './search-words.server.ts'

/**
 * Why a row of `point_work` cannot be released to become public, as an expression: a code of `releaseObstacleWords`, or null. The one
 * rule of every door by which points are released. Each of its sets is read once, whatever the number of points. `unsearched` is how much
 * was not searched for personal data, when that was counted just before; `areComplete` says that only complete answers are asked about.
 */
export async function releaseObstacle(
  db: Db | Trx,
  process: ProcessRef,
  { unsearched, areComplete = false }: { unsearched?: number; areComplete?: boolean } = {},
): Promise<RawBuilder<ReleaseObstacle | null>> {
  const { municipalityId, id } = process
  const hasUnsearched = (unsearched ?? (await countUnsearched(db, process))) > 0
  const isOpen = await isOpenFinding(db, process)
  return sql`case
    when point_work.disposition is null then 'noAnswer'
    when point_work.point_id in (
      select point.id from contribution
      join point on point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id
      where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id} and split_done_at is null) then 'unsplit'
    ${areComplete ? sql`` : sql`when point_work.point_id in (${withIncompleteAnswer(process)}) then 'incompleteAnswer'`}
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
