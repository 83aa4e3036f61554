import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import { NOTHING_CHOSEN, quotedRanges } from './chosen-words.server.ts'
import {
  checkedRange,
  clearNonPoints,
  refuseFinished,
  replaceNonPoints,
  splittingRefusals,
  type ContributionToSplit,
} from './contribution-to-split.server.ts'
import { answeringRefusals, processToAnswer } from './process-to-answer.server.ts'
import type { QuotedRange } from './quoted-range.ts'
import { mergedRanges } from './range-sums.ts'
import { undoable } from './split-history.server.ts'

/** Says of pieces that they ask for no answer, such as a greeting. Refused where a point already has those words. */
export const markNonPoint = act({
  name: 'markNonPoint',
  by: byProcessor,
  on: 'process',
  input: z.object({
    contributionId: z.string(),
    ranges: quotedRanges.refine(({ length }) => length > 0, NOTHING_CHOSEN),
  }),
  refusals: { ...answeringRefusals, ...splittingRefusals },
  async run({ trx, by, now, process: ref }, { contributionId, ranges }) {
    const process = await processToAnswer(trx, by, ref)
    await undoable(trx, by, process, { contributionId, act: 'markNonPoint', now }, (contribution) => {
      refuseFinished(contribution)
      return storeNonPoints(trx, by, contribution, ranges, now)
    })
    return changedNothing(undefined)
  },
})

/** Stores pieces of a contribution that is held and not finished as no point, and records it. */
export async function storeNonPoints(
  trx: Trx,
  by: Doer,
  contribution: ContributionToSplit,
  ranges: readonly QuotedRange[],
  now: Date,
): Promise<void> {
  const { municipalityId, processId, id } = contribution
  const checked = ranges.map((range) => checkedRange(contribution, range))
  await replaceNonPoints(trx, [{ contribution, nonPoints: mergedRanges([...contribution.nonPoints, ...checked]) }])
  await record(trx, {
    ...{ municipalityId, at: now, by, act: 'markNonPoint', subject: { kind: 'contribution', id }, processId },
    detail: { pieces: checked.length },
  })
}

/** Opens pieces again that were called no point. */
export const unmarkNonPoint = act({
  name: 'unmarkNonPoint',
  by: byProcessor,
  on: 'process',
  input: z.object({ contributionId: z.string(), ranges: quotedRanges }),
  refusals: { ...answeringRefusals, finished: splittingRefusals.finished },
  async run({ trx, by, now, process: ref }, { contributionId, ranges }) {
    const process = await processToAnswer(trx, by, ref)
    if (ranges.length === 0) return changedNothing(undefined)
    await undoable(trx, by, process, { contributionId, act: 'unmarkNonPoint', now }, (contribution) => {
      refuseFinished(contribution)
      return clearNonPoints(
        trx,
        ranges.map((range) => ({ contribution, range })),
      )
    })
    return did(undefined, {
      subject: { kind: 'contribution', id: contributionId },
      detail: { pieces: ranges.length },
    })
  },
})
