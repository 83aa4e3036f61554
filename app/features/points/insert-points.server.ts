import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import type { QuotedRange } from './quoted-range.ts'

type PointToStore = {
  id: string
  contributionId: string
  /** Of its contribution, from 1; given once. Whoever numbers holds the contribution, or has just made it. */
  number: number
  range: QuotedRange | null
  summary?: string
  themeId?: string | null
}

const columns = {
  ...{ id: 'uuid', contributionId: 'uuid', number: 'int', start: 'int', end: 'int', summary: 'text', themeId: 'uuid' },
}

/** Stores points, all in one statement, with the numbers that they have. Whoever calls it guards, checks and records. */
export async function insertPoints(
  trx: Trx,
  by: { id: string | null },
  { municipalityId, id: processId }: ProcessRef,
  points: readonly PointToStore[],
  now: Date,
): Promise<void> {
  if (points.length === 0) return
  const rows = points.map(({ id, contributionId, number, range, summary = '', themeId = null }) => ({
    ...{ id, contributionId, number, start: range?.start ?? null, end: range?.end ?? null, summary, themeId },
  }))
  await sql`
    insert into point (municipality_id, id, process_id, contribution_id, number, quote_start, quote_end, summary, theme_id, created_at, created_by)
    select ${municipalityId}, id, ${processId}, contribution_id, number, start, given."end", summary, theme_id, ${now}, ${by.id}
    from ${givenRows(columns, rows)} order by place`.execute(trx)
}
