import type { Doer } from '#app/features/accounts/account.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { markPoints, type MarkedPoint, type NewPoint } from './mark-points.server.ts'
import { processToAnswer } from './process-to-answer.server.ts'

export type MarkPoint = NewPoint & { process: { id: string } }

/**
 * Marks a point in a contribution and gives it the next number. Refused where another point already has those words of the text;
 * own words that a point already has give that point.
 */
export async function markPoint(
  db: Db | Trx,
  by: Doer,
  { process: ref, ...point }: MarkPoint,
  now: Date,
): Promise<MarkedPoint> {
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, { id: ref.id })
    const [marked] = await markPoints(trx, by, process, [point], now)
    if (!marked) throw new Error('a point that was marked is there')
    return marked
  })
}
