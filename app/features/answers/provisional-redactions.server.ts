import { sql } from 'kysely'
import type { Round } from '#app/features/contributions/round.ts'
import { reasonInWords, type RedactionReason } from '#app/features/points/public-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { takenBy } from './publications.server.ts'

type ProvisionalRedaction = {
  id: string
  contributionId: string
  /** Of the contributor; null while it has none. */
  number: number | null
  before: string
  /** What is left out. */
  words: string
  after: string
  reason: string
  by: string | null
  /** Whether it was this person who left it out: someone else makes it final. */
  byId: string | null
  /** In how many letters it was left out together. */
  letters: number
}

export type ProvisionalRedactions = { count: number; first: ProvisionalRedaction[] }

/** How many are shown; the rest is counted. */
const SHOWN = 60
/** Characters around it that show where it stands. */
const AROUND = 60

/** What was left out of contributions with these sources by one person, and waits for a second one. */
export async function provisionalRedactions(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
  sources: readonly Round[],
): Promise<ProvisionalRedactions> {
  const { rows } = await sql<{
    id: string
    contributionId: string
    number: number | null
    text: string
    start: number
    end: number
    reason: RedactionReason
    otherReason: string
    by: string | null
    byId: string | null
    letters: number
    count: number
  }>`
    with waiting as materialized (
      select distinct on (redaction.shared_id, redaction.created_by) redaction.id, redaction.contribution_id, contributor.number, contribution.text,
        range_start as start, range_end as "end", reason, other_reason, redaction.created_by as by_id,
        count(*) over (partition by redaction.shared_id, redaction.created_by)::int as letters, count(*) over ()::int as count
      from redaction
      join contribution on contribution.municipality_id = redaction.municipality_id and contribution.id = redaction.contribution_id
      join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contribution.contributor_id
      where redaction.municipality_id = ${municipalityId} and redaction.process_id = ${id} and redaction.state = 'provisional'
        and ${takenBy(sources).contributions}
      order by redaction.shared_id, redaction.created_by, contributor.number, contribution.id, range_start
    )
    select waiting.*, account.name as by from waiting
    left join account on account.municipality_id = ${municipalityId} and account.id = waiting.by_id
    order by number, contribution_id, start limit ${SHOWN}`.execute(db)
  return {
    count: rows[0]?.count ?? 0,
    first: rows.map(({ text, start, end, reason, otherReason, count: _, ...row }) => ({
      ...row,
      before: `${start > AROUND ? '…' : ''}${text.slice(Math.max(0, start - AROUND), start).toWellFormed()}`,
      words: text.slice(start, end),
      after: `${text.slice(end, end + AROUND).toWellFormed()}${end + AROUND < text.length ? '…' : ''}`,
      reason: reasonInWords({ reason, otherReason }),
    })),
  }
}
