import { isDeepStrictEqual } from 'node:util'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { orNone, typed } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { carryToPoints } from './carry-to-points.server.ts'
import { changeWork } from './change-work.server.ts'
import { quotedRange, summary } from './chosen-words.server.ts'
import {
  checkedRange,
  clearNonPoints,
  lockContributionOfPoint,
  refuseFinished,
  refuseSetAside,
  splittingRefusals,
} from './contribution-to-split.server.ts'
import { keepHistory, rangeCode } from './point-history.server.ts'
import { publicWords, type PointWording } from './public-words.ts'
import { answeringRefusals, processToAnswer, themeOfProcess } from './process-to-answer.server.ts'

const changes = z.object({
  pointId: z.string(),
  /** What is left out stays as it is; null takes it away. */
  range: quotedRange.nullish(),
  summary: summary.optional(),
  /** The summary that the form showed: one that was left as it was does not replace a colleague's. Left out: nothing was shown. */
  seen: typed.optional(),
  /** With a summary: what becomes public, it or what was written. */
  shows: z.enum(['summary', 'quotation']).optional(),
  themeId: orNone.nullish(),
})
type PointChange = z.output<typeof changes>

export const changePointRefusals = {
  ...splittingRefusals,
  stale: {
    says({ current }: { current: string }) {
      const now =
        current === ''
          ? 'Een collega heeft deze samenvatting intussen weggehaald.'
          : `Een collega heeft deze samenvatting intussen veranderd. Er staat nu: “${current}”`
      return `${now} Uw tekst is nog niet bewaard. Wilt u toch uw eigen tekst? Bewaar dan nog een keer.`
    },
    at: 'summary',
  },
  needsSummary: { says: 'Dit punt heeft geen stuk van de tekst. Schrijf daarom een samenvatting.', at: 'summary' },
}

/** Sends those of these points that went through all steps back to the last one; gives its name, null when there were none. */
export type ApproveAgain = (
  trx: Trx,
  by: Doer,
  process: Process,
  of: { eventId: string; pointIds: readonly string[] },
  now: Date,
) => Promise<string | null>

/**
 * The act that changes which words a point has, its summary or its theme. The words can only change while the splitting is open. When other
 * words become public of a point that went through all steps, it is approved again; gives the step where it lies for that, or null.
 */
export const changePointWith = (approveAgain: ApproveAgain) =>
  act({
    name: 'changePoint',
    by: byProcessor,
    on: 'process',
    changes: 'publicOnceAnswered',
    input: changes,
    refusals: { ...answeringRefusals, ...changePointRefusals },
    async run({ trx, by, now, process: ref }, change) {
      const process = await processToAnswer(trx, by, ref)
      const eventId = await storePointChange(trx, by, process, change, now)
      const pointIds = [change.pointId]
      return changedNothing({
        step: eventId === null ? null : await approveAgain(trx, by, process, { eventId, pointIds }, now),
      })
    },
  })

/**
 * Changes a point of a process that is held, and records it; what is as it was is not recorded. Gives the event by which other words become
 * public of it; null when these stay the same.
 */
export async function storePointChange(
  trx: Trx,
  by: Doer,
  process: Process,
  change: PointChange,
  now: Date,
): Promise<string | null> {
  const { contribution, point } = await lockContributionOfPoint(trx, process, change.pointId)
  refuseSetAside(contribution)
  if (change.range !== undefined) refuseFinished(contribution)
  const range = change.range
    ? checkedRange(contribution, change.range, point.id)
    : change.range === null
      ? null
      : point.range
  const summary = summaryToKeep(change, point.summary)
  const showsQuotation = change.shows === undefined ? point.showsQuotation : change.shows === 'quotation'
  const themeId = change.themeId === undefined ? point.themeId : await themeOfProcess(trx, process, change.themeId)
  if (!range && summary === '') throw refusedBy(changePointRefusals, 'needsSummary')
  const changed = [
    (range?.start !== point.range?.start || range?.end !== point.range?.end) && 'range',
    summary !== point.summary && 'summary',
    showsQuotation !== point.showsQuotation && 'publicForm',
    themeId !== point.themeId && 'theme',
  ].filter((what) => what !== false)
  if (changed.length === 0) return null
  const { municipalityId, id: processId } = process
  await trx
    .updateTable('point')
    .set({ quoteStart: range?.start ?? null, quoteEnd: range?.end ?? null, summary, showsQuotation })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', point.id)
    .execute()
  if (changed.includes('range')) await carryToPoints(trx, by, process, [point.id], now)
  const eventId = uuid()
  if (themeId !== point.themeId)
    await changeWork(trx, process, { eventId, points: [point.id], change: { themeId } }, now)
  const ofPoint = { eventId, pointId: point.id }
  await keepHistory(trx, process, [
    { ...ofPoint, field: 'range', from: rangeCode(point.range), to: rangeCode(range) },
    ...(summary === point.summary ? [] : [{ ...ofPoint, field: 'summary', ...summaryCodes(point.summary, summary) }]),
    { ...ofPoint, field: 'publicForm', from: formCode(point.showsQuotation), to: formCode(showsQuotation) },
  ])
  if (range && change.range) await clearNonPoints(trx, [{ contribution, range }])
  await record(trx, {
    ...{
      id: eventId,
      municipalityId,
      at: now,
      by,
      act: 'changePoint',
      subject: { kind: 'point', id: point.id },
      processId,
    },
    detail: { changed: changed.join(' '), start: range?.start ?? null, end: range?.end ?? null },
  })
  const inPublic = (wording: Pick<PointWording, 'range' | 'summary' | 'showsQuotation'>) =>
    publicWords({ ...wording, withdrawal: null }, contribution.text, [])
  return isDeepStrictEqual(inPublic(point), inPublic({ range, summary, showsQuotation })) ? null : eventId
}

const formCode = (showsQuotation: boolean) => (showsQuotation ? 'quotation' : 'summary')

/** That a summary came, changed or went; what it said is not kept. */
const summaryCodes = (from: string, to: string) => ({
  from: from === '' ? null : 'before',
  to: to === '' ? null : 'after',
})

/** The summary to keep: who only chose a theme takes away no summary that a colleague wrote, for then the words behind it would become public. */
function summaryToKeep({ summary: given, seen: shown }: PointChange, current: string): string {
  if (given === undefined) return current
  const [own, seen] = [given.trim(), shown?.trim()]
  if (own === seen) return current
  if (seen !== undefined && current !== seen && current !== own)
    throw refusedBy(changePointRefusals, 'stale', { current })
  return own
}
