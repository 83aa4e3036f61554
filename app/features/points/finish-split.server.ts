import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { lockContribution } from './contribution-to-split.server.ts'
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
    const contribution = await lockContribution(trx, process, contributionId)
    const { text, points, nonPoints, municipalityId, processId, id } = contribution
    if (points.length === 0) {
      throw new Refused(
        'Deze inbreng heeft nog geen punt. Maak een punt, of kies “Er staat geen punt in deze inbreng”.',
        'stuk',
      )
    }
    const { open } = coverage(
      text,
      points.flatMap(({ range }) => range ?? []),
      nonPoints,
    )
    if (contribution.splitDoneAt !== null) return { open }
    if (open > 0 && !despiteOpen) throw new SentencesOpen(open)
    await setDone(trx, contribution, now)
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'finishSplit', subject: { kind: 'contribution', id }, processId },
      detail: { points: points.length, open },
    })
    return { open }
  })
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
    await setDone(trx, contribution, null)
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
  { municipalityId, id }: { municipalityId: string; id: string },
  splitDoneAt: Date | null,
) {
  await trx
    .updateTable('contribution')
    .set({ splitDoneAt })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
}
