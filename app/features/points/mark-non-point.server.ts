import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import {
  checkedRange,
  clearNonPoints,
  lockContribution,
  refuseFinished,
  replaceNonPoints,
} from './contribution-to-split.server.ts'
import { processToAnswer } from './process-to-answer.server.ts'
import type { QuotedRange } from './quoted-range.ts'
import { mergedRanges } from './range-sums.ts'

type Pieces = { process: { id: string }; contributionId: string; ranges: readonly QuotedRange[] }

/** Says of pieces that they ask for no answer, such as a greeting. Refused where a point already has those words. */
export async function markNonPoint(
  db: Db | Trx,
  by: Doer,
  { process: ref, contributionId, ranges }: Pieces,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const contribution = await lockContribution(trx, process, contributionId)
    refuseFinished(contribution)
    if (ranges.length === 0) throw new Refused('Kies eerst een zin of een stuk van de tekst.', 'stuk')
    const checked = ranges.map((range) => checkedRange(contribution, range))
    await replaceNonPoints(trx, [{ contribution, nonPoints: mergedRanges([...contribution.nonPoints, ...checked]) }])
    await write(trx, by, 'markNonPoint', contribution, checked.length, now)
  })
}

/** Opens pieces again that were called no point. */
export async function unmarkNonPoint(
  db: Db | Trx,
  by: Doer,
  { process: ref, contributionId, ranges }: Pieces,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const contribution = await lockContribution(trx, process, contributionId)
    refuseFinished(contribution)
    await clearNonPoints(
      trx,
      ranges.map((range) => ({ contribution, range })),
    )
    await write(trx, by, 'unmarkNonPoint', contribution, ranges.length, now)
  })
}

function write(
  trx: Trx,
  by: Doer,
  act: string,
  contribution: { municipalityId: string; processId: string; id: string },
  pieces: number,
  now: Date,
) {
  const { municipalityId, processId, id } = contribution
  return record(trx, {
    municipalityId,
    at: now,
    by,
    act,
    subject: { kind: 'contribution', id },
    processId,
    detail: { pieces },
  })
}
