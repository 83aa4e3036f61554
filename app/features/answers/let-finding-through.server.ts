import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { typed } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { chosenFinding, findingRefusals, findingsToDecide, type StoredFinding } from './finding-to-decide.server.ts'
import { noteFindings, pointsOf } from './note-findings.server.ts'

/** Characters of a reason. */
export const LONGEST_REASON = 200
export const REASON_TOO_LONG = `Gebruik hoogstens ${LONGEST_REASON} tekens voor de reden.`

/**
 * Says that something that was found may be public, under one's own name: it is of an organisation, or it is no number of a
 * person at all. It holds as long as the text around it stays as it is. Gives in how many places.
 */
export const letFindingThrough = act({
  name: 'letFindingThrough',
  by: byProcessor,
  on: 'process',
  input: z.object({
    ...chosenFinding,
    /** Why it may be public, in words of who lets it through. */
    reason: typed.pipe(
      z.string().trim().min(1, 'Schrijf waarom dit openbaar mag zijn.').max(LONGEST_REASON, REASON_TOO_LONG),
    ),
  }),
  refusals: { ...answeringRefusals, ...findingRefusals },
  async run({ trx, by, now, process: ref }, { findingId, everywhere, reason }) {
    const process = await processToAnswer(trx, by, ref)
    const findings = await findingsToDecide(trx, process, findingId, everywhere)
    await letThrough(trx, by, process, findings, reason, now)
    return changedNothing({ places: findings.length })
  },
})

/** The same of findings that are known, for who holds the process already; recorded as `letFindingThrough`. */
export async function letThrough(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  findings: readonly StoredFinding[],
  reason: string,
  now: Date,
): Promise<void> {
  const [first] = findings
  if (!first) return
  const { municipalityId, id: processId } = process
  await sql`
    insert into finding_let_through (municipality_id, id, process_id, point_id, answer_id, field, kind, place_hash, reason, let_through_at, let_through_by)
    select municipality_id, given.id, process_id, point_id, answer_id, field, kind, place_hash, ${reason}, ${now}, ${by.id}
    from unnest(${findings.map(({ id }) => id)}::uuid[], ${findings.map(() => uuid())}::uuid[]) as given (finding_id, id)
    join finding on finding.municipality_id = ${municipalityId} and finding.id = given.finding_id
    on conflict do nothing`.execute(trx)
  const ofAnswers = pointsOf(
    process,
    findings.flatMap(({ answerId }) => answerId ?? []),
  )
  const ofPoints = findings.flatMap(({ pointId }) => pointId ?? [])
  await noteFindings(trx, process, sql`select unnest(${ofPoints}::uuid[]) union all ${ofAnswers}`)
  const subject =
    first.answerId === null ? { kind: 'point', id: first.pointId ?? '' } : { kind: 'answer', id: first.answerId }
  await record(trx, {
    ...{ municipalityId, at: now, by, act: 'letFindingThrough', subject, processId },
    detail: { kind: first.kind, field: first.field, places: findings.length },
  })
}
