import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { FindingKind } from '#app/features/contributions/personal-data.ts'
import { changePoint } from '#app/features/points/change-point.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { redactionWords } from '#app/features/points/public-words.ts'
import { redactRange } from './redact-range.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { answerPoints } from './answer-points.server.ts'
import { findingsToDecide, quotedFindings, type StoredFinding } from './finding-to-decide.server.ts'
import { answerOf } from './stored-answer.server.ts'

type Reason = 'personName' | 'contactDetails' | 'personalNumber'

const reasonOf: Record<FindingKind, Reason> = {
  bsn: 'personalNumber',
  iban: 'personalNumber',
  phone: 'contactDetails',
  email: 'contactDetails',
  address: 'contactDetails',
  senderName: 'personName',
}

/** How many texts one act changes: each is looked at by itself. The rest stays open. */
const MOST_AT_ONCE = 500

/**
 * Leaves out what was found: of what someone wrote it marks the piece, so that the text itself stays inside; in words of the municipality it puts
 * "[weggelaten: ...]" in its place. Gives in how many places. Throws NotFound, NotAllowed or Refused.
 */
export async function leaveFindingOut(
  db: Db | Trx,
  by: Doer,
  input: { process: { id: string }; findingId: string; everywhere?: boolean },
  now: Date,
): Promise<{ places: number }> {
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, input.process)
    const findings = (await findingsToDecide(trx, process, input.findingId, input.everywhere ?? false)).slice(
      0,
      MOST_AT_ONCE,
    )
    for (const [first, ...more] of ofOneText(findings)) {
      if (!first) continue
      const ranges = [first, ...more].sort((one, other) => other.start - one.start)
      if (first.field === 'quotation') await leaveOutOfText(trx, by, process, ranges, now)
      else if (first.field === 'summary') await leaveOutOfSummary(trx, by, process, ranges, now)
      else await leaveOutOfAnswer(trx, by, process, ranges, now)
    }
    return { places: findings.length }
  })
}

/**
 * Leaves out at once what was found of some kinds in what people wrote, which can be put back for each point; words of the municipality
 * are looked at one by one. Gives in how many places. Throws NotFound, NotAllowed or Refused.
 */
export async function leaveKindsOut(
  db: Db | Trx,
  by: Doer,
  input: { process: { id: string }; kinds: readonly FindingKind[] },
  now: Date,
): Promise<{ places: number }> {
  if (input.kinds.length === 0) throw new Refused('Kies wat u wilt weglaten.', 'soort')
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, input.process)
    const findings = await quotedFindings(trx, process, input.kinds, MOST_AT_ONCE)
    if (findings.length === 0) throw new Refused('Dit staat er niet meer: een collega heeft het al bekeken.')
    await leaveOutOfText(trx, by, process, findings, now)
    return { places: findings.length }
  })
}

/** The findings of each text together, since leaving out one moves those behind it. */
function ofOneText(findings: StoredFinding[]): StoredFinding[][] {
  const texts = new Map<string, StoredFinding[]>()
  for (const finding of findings) {
    const key = `${finding.pointId ?? finding.answerId} ${finding.field}`
    texts.set(key, [...(texts.get(key) ?? []), finding])
  }
  return [...texts.values()]
}

async function leaveOutOfText(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  findings: StoredFinding[],
  now: Date,
): Promise<void> {
  for (const { pointId, kind, start, end } of findings) {
    const contributionId = await contributionIdOf(trx, process, pointId ?? '')
    await redactRange(
      trx,
      by,
      { processId: process.id, contributionId, range: { start, end }, reason: reasonOf[kind] },
      now,
    )
  }
}

async function leaveOutOfSummary(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  findings: StoredFinding[],
  now: Date,
): Promise<void> {
  const pointId = findings[0]?.pointId ?? ''
  const { summary } = await trx
    .selectFrom('point')
    .select('summary')
    .where('municipalityId', '=', process.municipalityId)
    .where('id', '=', pointId)
    .executeTakeFirstOrThrow()
  await changePoint(trx, by, { process, pointId, summary: without(summary, findings) }, now)
}

async function leaveOutOfAnswer(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  findings: StoredFinding[],
  now: Date,
): Promise<void> {
  const [first] = findings
  const answer = await answerOf(trx, process, first?.answerId ?? '')
  if (!answer || !first) throw new Refused('Dit antwoord is er niet meer.')
  const { disposition, reply, forwardedTo, sectionIds, pointIds, scope } = answer
  const changed =
    first.field === 'reply' ? { reply: without(reply, findings) } : { forwardedTo: without(forwardedTo, findings) }
  await answerPoints(
    trx,
    by,
    { process, pointIds, disposition, reply, forwardedTo, sectionIds, scope, ...changed },
    now,
  )
}

/** The text with "[weggelaten: naam]" where each of these stood, the last one first. */
function without(text: string, findings: readonly StoredFinding[]): string {
  return findings.reduce(
    (left, { kind, start, end }) =>
      `${left.slice(0, start)}[weggelaten: ${redactionWords[reasonOf[kind]]}]${left.slice(end)}`,
    text,
  )
}
