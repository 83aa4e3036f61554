import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { isOpenFinding } from './is-open-finding.server.ts'

/**
 * Notes with points whether a finding in their words or their answer waits for a decision, so that lists can be narrowed by it and counted.
 * `points` is a list of ids or a subquery of ids. The process is held.
 */
export async function noteFindings(
  trx: Trx,
  process: ProcessRef,
  points: readonly string[] | RawBuilder<unknown>,
): Promise<void> {
  const { municipalityId, id } = process
  const isOpen = await isOpenFinding(trx, process)
  const ids = Array.isArray(points) ? sql`= any(${points}::uuid[])` : sql`in (${points})`
  await sql`
    with noted as materialized (
      select point_id, exists (select from finding where finding.point_id = point_work.point_id and ${isOpen})
        or exists (
          select from answer_point
          join finding on finding.municipality_id = answer_point.municipality_id and finding.answer_id = answer_point.answer_id
          where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = point_work.point_id and ${isOpen}) as has
      from point_work
      where municipality_id = ${municipalityId} and process_id = ${id} and point_id ${ids}
    )
    update point_work set has_findings = noted.has from noted
    where point_work.municipality_id = ${municipalityId} and point_work.point_id = noted.point_id and has_findings <> noted.has`.execute(
    trx,
  )
}

/** The points of these answers, as a subquery of their ids. */
export const pointsOf = ({ municipalityId }: ProcessRef, answerIds: readonly string[]): RawBuilder<unknown> => sql`
  select answer_point.point_id from answer_point
  where answer_point.municipality_id = ${municipalityId} and answer_point.answer_id = any(${[...answerIds]}::uuid[])`
