import { sql } from 'kysely'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { recordAll } from '#app/features/record/record.server.ts'
import { ticked } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { lockContribution, lockContributions, refuseSetAside } from './contribution-to-split.server.ts'
import { answeringRefusals, processToAnswer } from './process-to-answer.server.ts'
import { numberPoints } from './number-points.server.ts'
import { coverage, sentencesToSplit } from './quoted-range.ts'
import { standsApart } from './text-parts.ts'
import { partsOfTexts } from './text-parts.server.ts'

/** What calling a split done may be refused for. */
export const finishRefusals = {
  noPoint: {
    says: 'Deze inbreng heeft nog geen punt. Maak een punt, of kies “Er staat geen punt in deze inbreng”.',
    at: 'ranges',
  },
  /** Sentences stand nowhere yet; the official has to say that this is right. */
  sentencesOpen: {
    says({ open }: { open: number }) {
      const sentences = open === 1 ? 'Eén zin is' : `${open} zinnen zijn`
      return `${sentences} nog open. Is dat goed? Kies dan “Toch klaar”.`
    },
    at: 'despiteOpen',
  },
}

/**
 * Calls the splitting of a contribution done, from which on its points have their numbers. Refused without any point, and while sentences stand nowhere, unless the official
 * says that this is right. Calling it done twice changes nothing.
 */
export const finishSplit = act({
  name: 'finishSplit',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ contributionId: z.string(), despiteOpen: ticked }),
  refusals: { ...answeringRefusals, ...finishRefusals },
  async run({ trx, by, now, process: ref }, { contributionId, despiteOpen }) {
    const process = await processToAnswer(trx, by, ref)
    const [finished] = await finishSplits(trx, by, process, { contributionIds: [contributionId], despiteOpen }, now)
    if (!finished) throw new Error('a contribution that was split is there')
    return changedNothing(finished)
  },
})

/** The same for many contributions of a process that is held (`processToAnswer`): all of them, or none. */
export async function finishSplits(
  trx: Trx,
  by: Doer,
  process: Process,
  { contributionIds, despiteOpen }: { contributionIds: readonly string[]; despiteOpen: boolean },
  now: Date,
): Promise<{ open: number }[]> {
  const contributionOf = await lockContributions(trx, process, contributionIds)
  const held = contributionIds.map(contributionOf)
  const partsOf = await partsOfTexts(trx, process, held)
  const contributions = held.map((contribution) => {
    refuseSetAside(contribution)
    const { id, text, points, nonPoints } = contribution
    if (points.length === 0) throw refusedBy(finishRefusals, 'noPoint')
    const ranges = points.flatMap(({ range }) => range ?? [])
    const { open } = coverage(text, sentencesToSplit(text, standsApart(partsOf(id))), ranges, nonPoints)
    if (contribution.splitDoneAt === null && open > 0 && !despiteOpen)
      throw refusedBy(finishRefusals, 'sentencesOpen', { open })
    return { ...contribution, open }
  })
  const unfinished = contributions.filter(({ splitDoneAt }) => splitDoneAt === null)
  await setDone(trx, process, unfinished, now)
  await numberPoints(
    trx,
    process,
    unfinished.map(({ id }) => id),
  )
  const { municipalityId, id: processId } = process
  await recordAll(
    trx,
    unfinished.map(({ id, points, open }) => ({
      ...{ municipalityId, at: now, by, act: 'finishSplit', subject: { kind: 'contribution', id }, processId },
      detail: { points: points.length, open },
    })),
  )
  return contributions.map(({ open }) => ({ open }))
}

/** Opens the splitting of a contribution again. */
export const reopenSplit = act({
  name: 'reopenSplit',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ contributionId: z.string() }),
  refusals: answeringRefusals,
  async run({ trx, by, process: ref }, { contributionId }) {
    const process = await processToAnswer(trx, by, ref)
    const contribution = await lockContribution(trx, process, contributionId)
    refuseSetAside(contribution)
    if (contribution.splitDoneAt === null) return changedNothing(undefined)
    await setDone(trx, process, [contribution], null)
    return did(undefined, { subject: { kind: 'contribution', id: contribution.id } })
  },
})

/** Opens the splitting of many contributions that are held. Whoever calls it records that. */
export async function openSplits(trx: Trx, process: ProcessRef, contributionIds: readonly string[]): Promise<void> {
  await setDone(
    trx,
    process,
    contributionIds.map((id) => ({ id })),
    null,
  )
}

async function setDone(
  trx: Trx,
  { municipalityId }: ProcessRef,
  contributions: readonly { id: string }[],
  splitDoneAt: Date | null,
) {
  const ids = contributions.map(({ id }) => id)
  await sql`
    update contribution set split_done_at = ${splitDoneAt}
    where municipality_id = ${municipalityId} and id = any(${ids}::uuid[])`.execute(trx)
}
