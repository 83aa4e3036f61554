import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { findingsToDecide, type StoredFinding } from './finding-to-decide.server.ts'

export type LetFindingThrough = {
  process: { id: string }
  findingId: string
  /** Why it may be public, in words of who lets it through. */
  reason: string
  /** Also where the same stands elsewhere in this process. */
  everywhere?: boolean
}

/** Characters of a reason. */
const LONGEST_REASON = 200

/**
 * Says that something that was found may be public, under one's own name: it is of an organisation, or it is no number of a
 * person at all. It holds as long as the text around it stays as it is. Gives in how many places. Throws NotFound, NotAllowed
 * or Refused.
 */
export async function letFindingThrough(
  db: Db | Trx,
  by: Doer,
  input: LetFindingThrough,
  now: Date,
): Promise<{ places: number }> {
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, input.process)
    const findings = await findingsToDecide(trx, process, input.findingId, input.everywhere ?? false)
    await letThrough(trx, by, process, findings, input.reason, now)
    return { places: findings.length }
  })
}

/** The same of findings that are known, for who holds the process already. */
export async function letThrough(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  findings: readonly StoredFinding[],
  given: string,
  now: Date,
): Promise<void> {
  const reason = given.trim()
  if (reason === '') throw new Refused('Schrijf waarom dit openbaar mag zijn.', 'reden')
  if (reason.length > LONGEST_REASON)
    throw new Refused(`Gebruik hoogstens ${LONGEST_REASON} tekens voor de reden.`, 'reden')
  const [first] = findings
  if (!first) return
  const { municipalityId, id: processId } = process
  await sql`
    insert into finding_let_through (municipality_id, id, process_id, point_id, answer_id, field, kind, place_hash, reason, let_through_at, let_through_by)
    select municipality_id, given.id, process_id, point_id, answer_id, field, kind, place_hash, ${reason}, ${now}, ${by.id}
    from unnest(${findings.map(({ id }) => id)}::uuid[], ${findings.map(() => uuid())}::uuid[]) as given (finding_id, id)
    join finding on finding.municipality_id = ${municipalityId} and finding.id = given.finding_id
    on conflict do nothing`.execute(trx)
  const subject =
    first.answerId === null ? { kind: 'point', id: first.pointId ?? '' } : { kind: 'answer', id: first.answerId }
  await record(trx, {
    ...{ municipalityId, at: now, by, act: 'letFindingThrough', subject, processId },
    detail: { kind: first.kind, field: first.field, places: findings.length },
  })
}
