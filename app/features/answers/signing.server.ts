import { sql } from 'kysely'
import type { Round } from '#app/features/contributions/round.ts'
import { pointNumber } from '#app/features/points/point-number.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { hasOwnAnswer } from '#app/features/workflow/own-answer.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { hasInnerRole, type Doer } from '#app/features/accounts/account.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { takenBy } from './publications.server.ts'
import type { OwnAnswers } from './signing.ts'

/** How many numbers, and how many names, are said. */
const SAID = 10

/**
 * The answers of a publication that someone last wrote or gave to a point, where four eyes are on for the last step: they do not sign
 * for these either. Null when they may sign.
 */
export async function ownAnswers(
  db: Db | Trx,
  by: Doer,
  process: ProcessRef,
  rounds: readonly Round[],
): Promise<OwnAnswers | null> {
  const last = (await stepsOf(db, process)).at(-1)
  if (by.id === null || !last?.fourEyes) return null
  const { municipalityId, id } = process
  const taken = sql`point_work.municipality_id = ${municipalityId} and point_work.process_id = ${id} and ${takenBy(rounds).points}`
  const { rows } = await sql<{ count: number; contributorNumber: number | null; pointNumber: number | null }>`
    with own as materialized (select point_id, place from point_work where ${taken} and ${hasOwnAnswer(by)})
    select (select count(*)::int from own) as count, contributor.number as contributor_number, point.number as point_number
    from (select point_id, place from own order by place, point_id limit ${SAID}) as first
    join point on point.municipality_id = ${municipalityId} and point.id = first.point_id
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = point.contributor_id
    order by first.place, first.point_id`.execute(db)
  const [found] = rows
  if (!found) return null
  const { rows: writers } = await sql<{ id: string }>`
    select answered_by as id from point_work where ${taken} and answered_by is not null
    union select given_by from point_work where ${taken} and given_by is not null`.execute(db)
  const wrote = new Set(writers.map((writer) => writer.id))
  const others = (await colleaguesOf(db, municipalityId)).filter(
    (colleague) => hasInnerRole(colleague, 'approver') && !wrote.has(colleague.id),
  )
  return {
    count: found.count,
    first: rows.map((row) => pointNumber(row.contributorNumber, row.pointNumber)),
    step: last.name,
    others: others.slice(0, SAID).map(({ name }) => name),
  }
}
