import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import {
  checkedRange,
  clearNonPoints,
  lockContribution,
  lockContributionOfPoint,
  refuseFinished,
} from './contribution-to-split.server.ts'
import { processToAnswer, themeOfProcess } from './process-to-answer.server.ts'
import type { QuotedRange } from './quoted-range.ts'

type ChangePoint = {
  process: { id: string }
  pointId: string
  /** What is left out stays as it is; null takes it away. */
  range?: QuotedRange | null
  summary?: string
  /** The summary that the form showed: one that was left as it was does not replace a colleague's. Left out: nothing was shown. */
  seenSummary?: string
  /** With a summary: whether what was written becomes public in its place. */
  showsQuotation?: boolean
  themeId?: string | null
}

/** A colleague wrote another summary meanwhile; nothing was stored. */
export class StaleSummary extends Refused {
  readonly current: string
  constructor(current: string) {
    const now =
      current === ''
        ? 'Een collega heeft deze samenvatting intussen weggehaald.'
        : `Een collega heeft deze samenvatting intussen veranderd. Er staat nu: “${current}”`
    super(`${now} Uw tekst is nog niet bewaard. Wilt u toch uw eigen tekst? Bewaar dan nog een keer.`, 'samenvatting')
    this.current = current
  }
}

/** Changes which words a point has, its summary or its theme. The words can only change while the splitting is open. */
export async function changePoint(db: Db | Trx, by: Doer, change: ChangePoint, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, change.process)
    const { contribution, point } = await lockContributionOfPoint(trx, process, change.pointId)
    if (change.range !== undefined) refuseFinished(contribution)
    const range = change.range
      ? checkedRange(contribution, change.range, point.id)
      : change.range === null
        ? null
        : point.range
    const summary = summaryOf(change, point.summary)
    const showsQuotation = change.showsQuotation ?? point.showsQuotation
    const themeId = change.themeId === undefined ? point.themeId : await themeOfProcess(trx, process, change.themeId)
    if (!range && summary === '') {
      throw new Refused('Dit punt heeft geen stuk van de tekst. Schrijf daarom een samenvatting.', 'samenvatting')
    }
    const changed = [
      (range?.start !== point.range?.start || range?.end !== point.range?.end) && 'range',
      summary !== point.summary && 'summary',
      showsQuotation !== point.showsQuotation && 'publicForm',
      themeId !== point.themeId && 'theme',
    ].filter((what) => what !== false)
    if (changed.length === 0) return
    const { municipalityId, id: processId } = process
    await trx
      .updateTable('point')
      .set({ quoteStart: range?.start ?? null, quoteEnd: range?.end ?? null, summary, showsQuotation, themeId })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', point.id)
      .execute()
    if (range && change.range) await clearNonPoints(trx, [{ contribution, range }])
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'changePoint', subject: { kind: 'point', id: point.id }, processId },
      detail: { changed: changed.join(' '), start: range?.start ?? null, end: range?.end ?? null },
    })
  })
}

/** The summary to keep: who only chose a theme takes away no summary that a colleague wrote, for then the words behind it would become public. */
function summaryOf({ summary: typed, seenSummary }: ChangePoint, current: string): string {
  if (typed === undefined) return current
  const [own, seen] = [typed.trim(), seenSummary?.trim()]
  if (own === seen) return current
  if (seen !== undefined && current !== seen && current !== own) throw new StaleSummary(current)
  return own
}

/** Adds a piece to the point before it in the text, with all that stands between them. Gives the number of that point. */
export async function joinToPreviousPoint(
  db: Db | Trx,
  by: Doer,
  { process: ref, contributionId, range }: { process: { id: string }; contributionId: string; range: QuotedRange },
  now: Date,
): Promise<{ number: number }> {
  return inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const contribution = await lockContribution(trx, process, contributionId)
    const previous = contribution.points
      .flatMap((point) => (point.range && point.range.end <= range.start ? [{ ...point, range: point.range }] : []))
      .sort((one, other) => other.range.end - one.range.end)[0]
    if (!previous) throw new Refused('Er staat geen punt vóór dit stuk. Maak er een eigen punt van.', 'stuk')
    const both = { start: previous.range.start, end: range.end }
    await changePoint(trx, by, { process: ref, pointId: previous.id, range: both }, now)
    return { number: previous.number }
  })
}
