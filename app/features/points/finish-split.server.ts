import { sql } from 'kysely'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record, recordAll } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { lockContribution, lockContributions } from './contribution-to-split.server.ts'
import { processToAnswer } from './process-to-answer.server.ts'
import { coverage } from './quoted-range.ts'

/** Sentences stand nowhere yet; the official has to say that this is right. */
export class SentencesOpen extends Refused {
  readonly open: number
  constructor(open: number) {
    const sentences = open === 1 ? 'Eén zin is' : `${open} zinnen zijn`
    super(`${sentences} nog open. Is dat goed? Kies dan “Toch klaar”.`, 'bevestig')
    this.open = open
  }
}

/**
 * Calls the splitting of a contribution done. Refused without any point, and (SentencesOpen) while sentences stand
 * nowhere, unless the official says that this is right. Calling it done twice changes nothing.
 */
export async function finishSplit(
  db: Db | Trx,
  by: Doer,
  {
    process: ref,
    contributionId,
    despiteOpen = false,
  }: { process: { id: string }; contributionId: string; despiteOpen?: boolean },
  now: Date,
): Promise<{ open: number }> {
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const [finished] = await finishSplits(trx, by, process, { contributionIds: [contributionId], despiteOpen }, now)
    if (!finished) throw new Error('a contribution that was split is there')
    return finished
  })
}

/** The same for many contributions of a process that is held (`processToAnswer`): all of them, or none. */
export async function finishSplits(
  trx: Trx,
  by: Doer,
  process: Process,
  { contributionIds, despiteOpen }: { contributionIds: readonly string[]; despiteOpen: boolean },
  now: Date,
): Promise<{ open: number }[]> {
  const contributionOf = await lockContributions(trx, process, contributionIds)
  const contributions = contributionIds.map(contributionOf).map((contribution) => {
    const { text, points, nonPoints } = contribution
    if (points.length === 0) {
      throw new Refused(
        'Deze inbreng heeft nog geen punt. Maak een punt, of kies “Er staat geen punt in deze inbreng”.',
        'stuk',
      )
    }
    const ranges = points.flatMap(({ range }) => range ?? [])
    const { open } = coverage(text, ranges, nonPoints)
    if (contribution.splitDoneAt === null && open > 0 && !despiteOpen) throw new SentencesOpen(open)
    return { ...contribution, open }
  })
  const unfinished = contributions.filter(({ splitDoneAt }) => splitDoneAt === null)
  await setDone(trx, process, unfinished, now)
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
export async function reopenSplit(
  db: Db | Trx,
  by: Doer,
  { process: ref, contributionId }: { process: { id: string }; contributionId: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const contribution = await lockContribution(trx, process, contributionId)
    if (contribution.splitDoneAt === null) return
    await setDone(trx, process, [contribution], null)
    const { municipalityId, processId, id } = contribution
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'reopenSplit',
      subject: { kind: 'contribution', id },
      processId,
    })
  })
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
