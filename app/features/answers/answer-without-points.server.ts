import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { lockContribution } from '#app/features/points/contribution-to-split.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { answerPoints } from './answer-points.server.ts'

/** What stands in the table when the official adds nothing to it. */
const nothingSpecific = {
  summary: 'Hierin staan geen specifieke punten.',
  reply: 'Dank u wel voor uw reactie. U vroeg ons niet om iets te veranderen.',
}

/**
 * Answers a contribution that asks for nothing: it gets one point in the official's words, with the disposition
 * 'noSpecificPoints', and its splitting is done. Refused when it already has a point.
 */
export async function answerWithoutPoints(
  db: Db | Trx,
  by: Doer,
  input: { process: { id: string }; contributionId: string; summary?: string; reply?: string },
  now: Date,
): Promise<{ pointId: string }> {
  const { process: ref, contributionId, summary = nothingSpecific.summary, reply = nothingSpecific.reply } = input
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const { points } = await lockContribution(trx, process, contributionId)
    if (points.length > 0)
      throw new Refused('Deze inbreng heeft al een punt. Haal dat eerst weg, als er toch niets in staat.', 'stuk')
    const { id: pointId } = await markPoint(
      trx,
      by,
      { process: ref, contributionId, summary: summary.trim() || nothingSpecific.summary },
      now,
    )
    await answerPoints(trx, by, { process: ref, pointIds: [pointId], disposition: 'noSpecificPoints', reply }, now)
    await finishSplit(trx, by, { process: ref, contributionId, despiteOpen: true }, now)
    return { pointId }
  })
}
