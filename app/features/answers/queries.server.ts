import { sql } from 'kysely'
import { dispositions, type Disposition } from '#app/features/points/disposition.ts'
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

/** Whether a decision is one that a filter asks for. */
export const fits = (disposition: Disposition | null, filter: ProcessedFilter) =>
  filter.unanswered ? disposition === null : filter.disposition === undefined || filter.disposition === disposition
