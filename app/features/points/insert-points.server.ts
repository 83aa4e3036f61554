import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { numberPoints } from './number-points.server.ts'
import type { QuotedRange } from './quoted-range.ts'

type PointToStore = {
  id: string
  contributionId: string
  range: QuotedRange | null
  summary?: string
  themeId?: string | null
}

const columns = {
  ...{ id: 'uuid', contributionId: 'uuid', start: 'int', end: 'int', summary: 'text', themeId: 'uuid' },
}

/**
 * Stores points, all in one statement. Those of a contribution that is split already get the next numbers of its contributor.
 * Whoever calls it holds the contributions, or has just made them; and guards, checks and records.
 */
export async function insertPoints(
  trx: Trx,
  by: { id: string | null },
  process: ProcessRef,
  points: readonly PointToStore[],
  now: Date,
): Promise<void> {
  if (points.length === 0) return
  const { municipalityId, id: processId } = process
  const rows = points.map(({ id, contributionId, range, summary = '', themeId = null }) => ({
    ...{ id, contributionId, start: range?.start ?? null, end: range?.end ?? null, summary, themeId },
  }))
  await sql`
    insert into point (municipality_id, id, process_id, contribution_id, contributor_id, quote_start, quote_end, summary, theme_id, created_at, created_by)
    select ${municipalityId}, given.id, ${processId}, contribution_id, contributor_id, start, given."end", summary, theme_id, ${now}, ${by.id}
    from ${givenRows(columns, rows)}
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = given.contribution_id
    order by place`.execute(trx)
  await numberPoints(
    trx,
    process,
    points.map(({ contributionId }) => contributionId),
  )
}
