import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { findingKinds, type FindingKind } from '#app/features/contributions/personal-data.ts'
import type { SayTheSame } from '#app/features/points/carry-redactions.server.ts'
import { storePointChange } from '#app/features/points/change-point.server.ts'
import { alikePublicRefusal } from '#app/features/points/leave-out.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { leftOutOfProcess } from '#app/features/points/left-out-words.server.ts'
import { findLeftOut } from '#app/features/points/left-out-words.ts'
import { reasonInWords, type RedactionReason } from '#app/features/points/public-words.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Trx } from '#db/client.server.ts'
import {
  chosenFinding,
  findingRefusals,
  findingsToDecide,
  quotedFindings,
  type StoredFinding,
} from './finding-to-decide.server.ts'
import { leaveQuotationsOut, type WhyOf } from './leave-quotations-out.server.ts'
import { storeAnswer } from './store-answer.server.ts'
import { MOST_ELSEWHERE } from './words-to-leave-out.server.ts'
import { answerOf } from './stored-answer.server.ts'

const reasonOfKind: Record<Exclude<FindingKind, 'leftOut'>, Exclude<RedactionReason, 'other'>> = {
  bsn: 'personalNumber',
  iban: 'personalNumber',
  phone: 'contactDetails',
  email: 'contactDetails',
  address: 'contactDetails',
  senderName: 'personName',
}

async function whyOf(trx: Trx, process: Process, findings: readonly StoredFinding[]): Promise<WhyOf> {
  const isElsewhere = findings.some(({ kind }) => kind === 'leftOut')
  const elsewhere = isElsewhere ? await leftOutOfProcess(trx, process) : null
  return (kind, words) => {
    if (kind !== 'leftOut') return { reason: reasonOfKind[kind], otherReason: '' }
    const [found] = elsewhere ? findLeftOut(words, elsewhere) : []
    return found?.of ?? { reason: 'other', otherReason: 'elders weggelaten' }
  }
}

/** How many texts one act changes: each is looked at by itself. The rest stays open. */
const MOST_AT_ONCE = 500

const leavingRefusals = {
  ...alikePublicRefusal,
  tooManyElsewhere: {
    says: 'Dit staat op te veel plaatsen in te veel brieven. Laat bij het punt zelf een langer stuk weg.',
  },
}

/** What is refused while findings are left out: what is public elsewhere, and one that stands in too many other places. */
const refusing = (
  refuse: ((code: 'alikePublic', number: string) => never) & ((code: 'tooManyElsewhere') => never),
  places: number,
) => ({
  alikePublic: (number: string) => refuse('alikePublic', number),
  most: { places, refuse: () => refuse('tooManyElsewhere') },
})

/**
 * The act that leaves out what was found: of what someone wrote it marks the piece, so that the text itself stays inside, and the same in
 * letters that say the same; in words of the municipality it puts "[weggelaten: ...]" in its place. Gives in how many places.
 */
export const leaveFindingOutWith = (sayTheSame: SayTheSame, mostElsewhere = MOST_ELSEWHERE) =>
  act({
    name: 'leaveFindingOut',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object(chosenFinding),
    refusals: { ...answeringRefusals, ...findingRefusals, ...leavingRefusals },
    async run({ trx, by, now, process: ref, refuse }, { findingId, everywhere }) {
      const process = await processToAnswer(trx, by, ref, 'change')
      const findings = (await findingsToDecide(trx, process, findingId, everywhere)).slice(0, MOST_AT_ONCE)
      const why = await whyOf(trx, process, findings)
      const parts = { why, sayTheSame, ...refusing(refuse, mostElsewhere) }
      const quotations = findings.filter(({ field }) => field === 'quotation')
      let places = await leaveQuotationsOut(trx, by, process, { findings: quotations, ...parts }, now)
      for (const [first, ...more] of ofOneText(findings.filter(({ field }) => field !== 'quotation'))) {
        if (!first) break
        const ranges = [first, ...more].sort((one, other) => other.start - one.start)
        if (first.field === 'summary') await leaveOutOfSummary(trx, by, process, { findings: ranges, why }, now)
        else await leaveOutOfAnswer(trx, by, process, { findings: ranges, why }, now)
        places += ranges.length
      }
      return changedNothing({ places })
    },
  })

/**
 * The act that leaves out at once what was found of some kinds in what people wrote, which can be put back for each point; words of the municipality
 * are looked at one by one. Gives in how many places.
 */
export const leaveKindsOutWith = (sayTheSame: SayTheSame, mostElsewhere = MOST_ELSEWHERE) =>
  act({
    name: 'leaveKindsOut',
    by: byProcessor,
    on: 'process',
    changes: 'public',
    input: z.object({ kinds: z.array(z.enum(findingKinds)).min(1, 'Kies wat u wilt weglaten.') }),
    refusals: {
      ...answeringRefusals,
      ...leavingRefusals,
      noneLeft: { says: 'Dit staat er niet meer: een collega heeft het al bekeken.' },
    },
    async run({ trx, by, now, process: ref, refuse }, { kinds }) {
      const process = await processToAnswer(trx, by, ref, 'change')
      const findings = await quotedFindings(trx, process, kinds, MOST_AT_ONCE)
      if (findings.length === 0) refuse('noneLeft')
      const why = await whyOf(trx, process, findings)
      const parts = { why, sayTheSame, ...refusing(refuse, mostElsewhere) }
      return changedNothing({ places: await leaveQuotationsOut(trx, by, process, { findings, ...parts }, now) })
    },
  })

type ToLeaveOut = { findings: readonly StoredFinding[]; why: WhyOf }

/** The findings of each text together, since leaving out one moves those behind it. */
function ofOneText(findings: StoredFinding[]): StoredFinding[][] {
  const texts = new Map<string, StoredFinding[]>()
  for (const finding of findings) {
    const key = `${finding.pointId ?? finding.answerId} ${finding.field}`
    texts.set(key, [...(texts.get(key) ?? []), finding])
  }
  return [...texts.values()]
}

async function leaveOutOfSummary(
  trx: Trx,
  by: Doer,
  process: Process,
  { findings, why }: ToLeaveOut,
  now: Date,
): Promise<void> {
  const pointId = findings[0]?.pointId ?? ''
  const { summary } = await trx
    .selectFrom('point')
    .select('summary')
    .where('municipalityId', '=', process.municipalityId)
    .where('id', '=', pointId)
    .executeTakeFirstOrThrow()
  await storePointChange(trx, by, process, { pointId, summary: without(summary, findings, why) }, now)
}

async function leaveOutOfAnswer(
  trx: Trx,
  by: Doer,
  process: Process,
  { findings, why }: ToLeaveOut,
  now: Date,
): Promise<void> {
  const [first] = findings
  const answer = await answerOf(trx, process, first?.answerId ?? '')
  if (!answer || !first) throw new NotFound()
  const { disposition, reply, forwardedTo, sectionIds, paragraphIds, pointIds, scope } = answer
  const changed =
    first.field === 'reply'
      ? { reply: without(reply, findings, why) }
      : { forwardedTo: without(forwardedTo, findings, why) }
  const whole = { pointIds, disposition, reply, forwardedTo, sectionIds, paragraphIds, scope, ...changed }
  await storeAnswer(trx, by, process, { ...whole, onlyLeavesOut: true }, now)
}

/** The text with "[weggelaten: naam]" where each of these stood, the last one first. */
function without(text: string, findings: readonly StoredFinding[], why: WhyOf): string {
  return findings.reduce(
    (left, { kind, start, end }) =>
      `${left.slice(0, start)}[weggelaten: ${reasonInWords(why(kind, text.slice(start, end)))}]${left.slice(end)}`,
    text,
  )
}
