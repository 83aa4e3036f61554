import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { findingKinds, type FindingKind } from '#app/features/contributions/personal-data.ts'
import type { SayTheSame } from '#app/features/points/carry-redactions.server.ts'
import { storePointChange } from '#app/features/points/change-point.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { alikePublicRefusal, type LeaveOutEverywhere } from '#app/features/points/leave-out.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { redactionWords } from '#app/features/points/public-words.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import {
  chosenFinding,
  findingRefusals,
  findingsToDecide,
  quotedFindings,
  type StoredFinding,
} from './finding-to-decide.server.ts'
import { leaveOutBefore } from './redact-range.server.ts'
import { storeAnswer } from './store-answer.server.ts'
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
 * The act that leaves out what was found: of what someone wrote it marks the piece, so that the text itself stays inside, and the same in
 * letters that say the same; in words of the municipality it puts "[weggelaten: ...]" in its place. Gives in how many places.
 */
export const leaveFindingOutWith = (sayTheSame: SayTheSame) =>
  act({
    name: 'leaveFindingOut',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object(chosenFinding),
    refusals: { ...answeringRefusals, ...findingRefusals, ...alikePublicRefusal },
    async run({ trx, by, now, process: ref, refuse }, { findingId, everywhere }) {
      const process = await processToAnswer(trx, by, ref, 'change')
      const findings = (await findingsToDecide(trx, process, findingId, everywhere)).slice(0, MOST_AT_ONCE)
      const parts = { sayTheSame, alikePublic: (number: string) => refuse('alikePublic', number) }
      for (const [first, ...more] of ofOneText(findings)) {
        if (!first) continue
        const ranges = [first, ...more].sort((one, other) => other.start - one.start)
        if (first.field === 'quotation') await leaveOutOfText(trx, by, process, { findings: ranges, ...parts }, now)
        else if (first.field === 'summary') await leaveOutOfSummary(trx, by, process, ranges, now)
        else await leaveOutOfAnswer(trx, by, process, ranges, now)
      }
      return changedNothing({ places: findings.length })
    },
  })

/**
 * The act that leaves out at once what was found of some kinds in what people wrote, which can be put back for each point; words of the municipality
 * are looked at one by one. Gives in how many places.
 */
export const leaveKindsOutWith = (sayTheSame: SayTheSame) =>
  act({
    name: 'leaveKindsOut',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ kinds: z.array(z.enum(findingKinds)).min(1, 'Kies wat u wilt weglaten.') }),
    refusals: {
      ...answeringRefusals,
      ...alikePublicRefusal,
      noneLeft: { says: 'Dit staat er niet meer: een collega heeft het al bekeken.' },
    },
    async run({ trx, by, now, process: ref, refuse }, { kinds }) {
      const process = await processToAnswer(trx, by, ref, 'change')
      const findings = await quotedFindings(trx, process, kinds, MOST_AT_ONCE)
      if (findings.length === 0) refuse('noneLeft')
      const alikePublic = (number: string) => refuse('alikePublic', number)
      await leaveOutOfText(trx, by, process, { findings, sayTheSame, alikePublic }, now)
      return changedNothing({ places: findings.length })
    },
  })

/** The findings of each text together, since leaving out one moves those behind it. */
function ofOneText(findings: StoredFinding[]): StoredFinding[][] {
  const texts = new Map<string, StoredFinding[]>()
  for (const finding of findings) {
    const key = `${finding.pointId ?? finding.answerId} ${finding.field}`
    texts.set(key, [...(texts.get(key) ?? []), finding])
  }
  return [...texts.values()]
}

/** Leaves the findings out, also of letters that say the same; what is left out with an earlier one is not looked at again. */
async function leaveOutOfText(
  trx: Trx,
  by: Doer,
  process: Process,
  { findings, ...parts }: { findings: readonly StoredFinding[] } & Omit<LeaveOutEverywhere, 'pieces'>,
  now: Date,
): Promise<void> {
  const leftOut = new Set<string>()
  for (const { pointId, kind, start, end } of findings) {
    const contributionId = await contributionIdOf(trx, process, pointId ?? '')
    if (leftOut.has(`${contributionId} ${start} ${end}`)) continue
    const pieces = [{ contributionId, range: { start, end }, reason: reasonOf[kind] }]
    const { others } = await leaveOutBefore(trx, by, process, { pieces, ...parts }, now)
    for (const place of others) leftOut.add(`${place.contributionId} ${place.start} ${place.end}`)
  }
}

async function leaveOutOfSummary(
  trx: Trx,
  by: Doer,
  process: Process,
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
  await storePointChange(trx, by, process, { pointId, summary: without(summary, findings) }, now)
}

async function leaveOutOfAnswer(
  trx: Trx,
  by: Doer,
  process: Process,
  findings: StoredFinding[],
  now: Date,
): Promise<void> {
  const [first] = findings
  const answer = await answerOf(trx, process, first?.answerId ?? '')
  if (!answer || !first) throw new NotFound()
  const { disposition, reply, forwardedTo, sectionIds, paragraphIds, pointIds, scope } = answer
  const changed =
    first.field === 'reply' ? { reply: without(reply, findings) } : { forwardedTo: without(forwardedTo, findings) }
  const whole = { pointIds, disposition, reply, forwardedTo, sectionIds, paragraphIds, scope, ...changed }
  await storeAnswer(trx, by, process, { ...whole, onlyLeavesOut: true }, now)
}

/** The text with "[weggelaten: naam]" where each of these stood, the last one first. */
function without(text: string, findings: readonly StoredFinding[]): string {
  return findings.reduce(
    (left, { kind, start, end }) =>
      `${left.slice(0, start)}[weggelaten: ${redactionWords[reasonOf[kind]]}]${left.slice(end)}`,
    text,
  )
}
