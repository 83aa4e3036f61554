import { sql } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { carryToPoints } from './carry-to-points.server.ts'
import { numberPoints } from './number-points.server.ts'
import type { QuotedRange } from './quoted-range.ts'

type PointToStore = {
  id: string
  contributionId: string
  /** Of a point that comes back; left out, it is given when the contribution is split. */
  number?: number | null
  range: QuotedRange | null
  summary?: string
  themeId?: string | null
}

const columns = {
  ...{ id: 'uuid', contributionId: 'uuid', number: 'int', start: 'int', end: 'int', summary: 'text' },
}

/**
 * Stores points, all in one statement. Those of a contribution that is split already get the next numbers of its contributor. What is left
 * out of points that say the same in other contributions is left out of these too, and the other way round.
 * Whoever calls it holds the contributions, or has just made them; and guards, checks and records.
 */
export async function insertPoints(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  points: readonly PointToStore[],
  now: Date,
): Promise<void> {
  if (points.length === 0) return
  const { municipalityId, id: processId } = process
  const rows = points.map(({ id, contributionId, number = null, range, summary = '' }) => ({
    ...{ id, contributionId, number, start: range?.start ?? null, end: range?.end ?? null, summary },
  }))
  await sql`
    insert into point (municipality_id, id, process_id, contribution_id, contributor_id, number, quote_start, quote_end, summary, created_at, created_by)
    select ${municipalityId}, given.id, ${processId}, contribution_id, contributor_id, number, start, given."end", summary, ${now}, ${by.id}
    from ${givenRows(columns, rows)}
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = given.contribution_id
    order by place`.execute(trx)
  await giveThemes(trx, municipalityId, points)
  await numberPoints(
    trx,
    process,
    points.map(({ contributionId }) => contributionId),
  )
  await carryToPoints(
    trx,
    by,
    process,
    points.map(({ id }) => id),
    now,
  )
}

/** New points have their work beside them already; the theme that they come with is no change of it. */
async function giveThemes(trx: Trx, municipalityId: string, points: readonly PointToStore[]): Promise<void> {
  const themed = points.flatMap(({ id, themeId = null }) => (themeId === null ? [] : [{ id, themeId }]))
  if (themed.length === 0) return
  await sql`
    update point_work set theme_id = given.theme_id
    from ${givenRows({ id: 'uuid', themeId: 'uuid' }, themed)}
    where point_work.municipality_id = ${municipalityId} and point_work.point_id = given.id`.execute(trx)
}
