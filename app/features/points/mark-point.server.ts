import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { checkedRange, clearNonPoints, lockContribution, refuseFinished } from './contribution-to-split.server.ts'
import { processToAnswer, themeOfProcess } from './process-to-answer.server.ts'
import type { QuotedRange } from './quoted-range.ts'

export type MarkPoint = {
  process: { id: string }
  contributionId: string
  /** UTF-16 offsets in the verbatim text; left out for a point in the official's own words. */
  range?: QuotedRange | null
  summary?: string
  themeId?: string | null
}

/**
 * Marks a point in a contribution and gives it the next number. Refused where another point already has those words of the text;
 * own words that a point already has give that point.
 */
export async function markPoint(
  db: Db | Trx,
  by: Doer,
  { process: { id: processId }, contributionId, range = null, summary = '', themeId = null }: MarkPoint,
  now: Date,
): Promise<{ id: string; number: number; range: QuotedRange | null }> {
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, { id: processId })
    const contribution = await lockContribution(trx, process, contributionId)
    refuseFinished(contribution)
    const kept = range && checkedRange(contribution, range)
    if (!kept && summary.trim() === '') {
      throw new Refused('Kies een stuk van de tekst, of schrijf in eigen woorden wat het punt is.', 'samenvatting')
    }
    // The same words twice are one form that was sent twice.
    const same =
      kept === null
        ? contribution.points.find((point) => point.range === null && point.summary === summary.trim())
        : undefined
    if (same) return { id: same.id, number: same.number, range: null }
    const { municipalityId } = process
    const point = { id: uuid(), number: (contribution.points.at(-1)?.number ?? 0) + 1 }
    await trx
      .insertInto('point')
      .values({
        ...{ municipalityId, ...point, processId, contributionId: contribution.id },
        ...{ quoteStart: kept?.start ?? null, quoteEnd: kept?.end ?? null, summary: summary.trim() },
        ...{ themeId: await themeOfProcess(trx, process, themeId), createdAt: now, createdBy: by.id },
      })
      .execute()
    if (kept) await clearNonPoints(trx, contribution, [kept])
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'markPoint', subject: { kind: 'point', id: point.id }, processId },
      detail: {
        contributionId: contribution.id,
        number: point.number,
        start: kept?.start ?? null,
        end: kept?.end ?? null,
      },
    })
    return { ...point, range: kept }
  })
}
