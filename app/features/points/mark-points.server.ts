import { v7 as uuid } from 'uuid'
import type { Doer } from '#app/features/accounts/account.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { recordAll } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import {
  checkedRange,
  clearNonPoints,
  lockContributions,
  refuseFinished,
  refuseSetAside,
} from './contribution-to-split.server.ts'
import { insertPoints } from './insert-points.server.ts'
import { keepHistory, rangeCode } from './point-history.server.ts'
import { refuseStrangeThemes } from './process-to-answer.server.ts'
import type { QuotedRange } from './quoted-range.ts'

type NewPoint = {
  contributionId: string
  /** UTF-16 offsets in the verbatim text; left out for a point in the official's own words. */
  range?: QuotedRange | null
  summary?: string
  themeId?: string | null
}

export type MarkedPoint = { id: string; range: QuotedRange | null }

/**
 * Marks points in contributions of a process that is held (`processToAnswer`). Each has words: a range or a summary. One point takes as many statements as thousands. Refused, all of them, where another point already has those words of the text; own words
 * that a point already has give that point.
 */
export async function markPoints(
  trx: Trx,
  by: Doer,
  process: Process,
  given: readonly NewPoint[],
  now: Date,
): Promise<MarkedPoint[]> {
  const contributionIds = given.map(({ contributionId }) => contributionId)
  const contributionOf = await lockContributions(trx, process, contributionIds)
  await refuseStrangeThemes(
    trx,
    process,
    given.flatMap(({ themeId }) => themeId ?? []),
  )
  const marked: MarkedPoint[] = []
  const fresh: (MarkedPoint & { contributionId: string; summary: string; themeId: string | null })[] = []
  for (const { contributionId, range = null, summary: typed = '', themeId = null } of given) {
    const contribution = contributionOf(contributionId)
    refuseSetAside(contribution)
    refuseFinished(contribution)
    const kept = range && checkedRange(contribution, range)
    const summary = typed.trim()
    const { points } = contribution
    // The same words twice are one form that was sent twice.
    const same = kept === null ? points.find((point) => point.range === null && point.summary === summary) : undefined
    const point = same ?? { id: uuid(), range: kept }
    marked.push({ id: point.id, range: point.range })
    if (same) continue
    points.push({ ...point, number: null, summary, showsQuotation: false, themeId })
    fresh.push({ ...point, contributionId: contribution.id, summary, themeId })
  }
  await insertPoints(trx, by, process, fresh, now)
  await clearNonPoints(
    trx,
    fresh.flatMap(({ contributionId, range }) =>
      range ? [{ contribution: contributionOf(contributionId), range }] : [],
    ),
  )
  const { municipalityId, id: processId } = process
  const made = fresh.map((point) => ({ ...point, eventId: uuid() }))
  await keepHistory(
    trx,
    process,
    made.map(({ eventId, id: pointId, range }) => ({
      ...{ eventId, pointId, field: 'made', from: null, to: rangeCode(range) ?? 'ownWords' },
    })),
  )
  await recordAll(
    trx,
    made.map(({ eventId, id, contributionId, range }) => ({
      ...{ id: eventId, municipalityId, at: now, by, act: 'markPoint', subject: { kind: 'point', id }, processId },
      detail: { contributionId, start: range?.start ?? null, end: range?.end ?? null },
    })),
  )
  return marked
}
