import { sql } from 'kysely'
import { dispositions, type Disposition } from '#app/features/points/disposition.ts'
import type { ProcessRef, ProcessState } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { ProcessedFilter } from './processed-filter.ts'

export type Page = { limit: number; offset: number }

/** Points per decision; null is unanswered. */
export type DecisionCounts = { disposition: Disposition | null; count: number }[]

export type Counted = { counts: DecisionCounts }

/** One row with the counts per decision of all that matches, so that a page of it is found in the same question. */
export const countedMatching = sql`(
  select coalesce(json_agg(json_build_object('disposition', disposition, 'count', count)), '[]') as counts
  from (select disposition, count(*)::int as count from matching group by disposition) as per_disposition
) as counted`

/** Counts in the order in which decisions are listed everywhere; unanswered comes last. */
export function orderedByDecision(counts: DecisionCounts): DecisionCounts {
  return [...dispositions, null].flatMap((disposition) => counts.filter((row) => row.disposition === disposition))
}

/** Points per decision, of all of a process. */
export async function decisionCounts(
  db: Db | Trx,
  process: ProcessRef & { state: ProcessState },
): Promise<DecisionCounts> {
  const published = process.state === 'answered' ? sql`and contributor.number is not null` : sql``
  const { rows } = await sql<Counted>`
    with matching as (
      select answer.disposition
      from point
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
      left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
      left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
      where point.municipality_id = ${process.municipalityId} and point.process_id = ${process.id} ${published}
    )
    select counts from ${countedMatching}`.execute(db)
  return orderedByDecision(rows[0]?.counts ?? [])
}

/** Whether a decision is one that a filter asks for. */
export const fits = (disposition: Disposition | null, filter: ProcessedFilter) =>
  filter.unanswered ? disposition === null : filter.disposition === undefined || filter.disposition === disposition
