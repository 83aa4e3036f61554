import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { changePointRefusals, storePointChange } from '#app/features/points/change-point.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { otherWordsRefusal, refuseOtherWords } from '#app/features/points/words-mark.server.ts'
import { completeStepOf, stepRefusals } from '#app/features/workflow/complete-step.server.ts'
import { orNone, seen, ticked } from '#app/forms/typed.ts'
import { answerFields, checkComplete, chosenIds } from './answer.schema.ts'
import { refuseUnseenFindings, tellsOfPersonRefusal } from './unseen-findings.server.ts'
import { openOfTheme } from './open-points.server.ts'
import { pointsToAnswer } from './scope.ts'
import { scopedPointsOf } from './scoped-points.server.ts'
import { clearChangedSince } from '#app/features/points/changed-since.server.ts'
import { eraseDraft } from './answer-draft.server.ts'
import { keepBoilerplateUses } from './boilerplates.server.ts'
import { refuseStaleAnswer, storeAnswer, storeAnswerRefusals } from './store-answer.server.ts'
import { answerOfPoint } from './stored-answer.server.ts'

/** The point, whether to go on to the next, and the step that it came to; null when it stayed at its own. */
type Answered = { pointId: string; next: boolean; step: number | null }

/** Who agrees says at which step: without it nothing would be completed, and nobody would be told. */
function checkStep({ complete, step }: { complete: boolean; step?: number | undefined }, context: z.RefinementCtx) {
  if (complete && step === undefined)
    context.addIssue({
      code: 'custom',
      path: ['step'],
      message: 'Laad de pagina opnieuw en kies nog een keer “Akkoord”.',
    })
}

/**
 * Answers a point and all that its answer is said to be about, and gives the point its theme when the form has one. Other points
 * that share the answer get it as well, unless it is changed for this point only: then it gets an answer of its own. What the
 * answer tells of a person is shown first; who then saves again keeps it in. The draft of who saves is erased.
 */
export const answerPoint = act({
  name: 'answerPoint',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z
    .object({
      ...answerFields,
      pointId: z.string(),
      themeId: orNone.nullish(),
      otherPointIds: chosenIds,
      /** Boilerplates that were put in it. */
      boilerplateIds: chosenIds,
      /** What was found in the reply and was shown to who wrote it. */
      foundSeen: z.string().default(''),
      /** Points that share the answer now keep it as it is. */
      only: ticked,
      /** Whether the step where the point lies is completed with it, and which one the form showed. */
      complete: ticked,
      step: z.coerce.number().int().optional(),
      /** Mark of the words of the point that it showed. */
      wordsSeen: seen,
      /** Whether to go on with the next point; the page knows which one that is. */
      next: ticked,
    })
    .superRefine(checkComplete)
    .superRefine(checkStep),
  refusals: {
    ...answeringRefusals,
    needsSummary: changePointRefusals.needsSummary,
    ...storeAnswerRefusals,
    ...stepRefusals,
    ...otherWordsRefusal,
    ...tellsOfPersonRefusal,
  },
  async run(
    { trx, by, now, process: ref },
    { pointId, themeId, otherPointIds, foundSeen, boilerplateIds, only, complete, step, wordsSeen, next, ...answer },
  ) {
    const process = await processToAnswer(trx, by, ref)
    const contribution = await scopedPointsOf(trx, process, pointId)
    const current = await answerOfPoint(trx, process, pointId)
    const shared = only ? [] : (current?.pointIds ?? [])
    const here = new Set(contribution.map(({ id }) => id))
    const { pointIds, scope } = only
      ? { pointIds: [pointId], scope: 'point' as const }
      : pointsToAnswer(answer.scope ?? 'point', pointId, contribution, {
          others: [
            ...otherPointIds,
            ...shared.filter((id) => !here.has(id)),
            ...(answer.scope === 'theme' ? await openOfTheme(trx, process, pointId) : []),
          ],
          shared,
        })
    await refuseUnseenFindings(trx, process, pointIds, { current, answer, foundSeen })
    if (themeId !== undefined) await storePointChange(trx, by, process, { pointId, themeId }, now)
    if (only && current && current.pointIds.length > 1) {
      refuseStaleAnswer(current, answer.seen)
    }
    const isApart = only && current !== null && current.pointIds.length > 1
    const { id: answerId } = await storeAnswer(
      trx,
      by,
      process,
      { ...answer, ...(isApart ? { seen: undefined, apartFrom: current.id } : {}), pointIds, scope },
      now,
    )
    await keepBoilerplateUses(trx, process, { answerId, boilerplateIds }, now)
    await clearChangedSince(trx, process, [pointId])
    await eraseDraft(trx, process, pointId, by.id)
    const value: Answered = { pointId, next, step: null }
    if (!complete || step === undefined) return changedNothing(value)
    await refuseOtherWords(trx, process, pointId, wordsSeen)
    const { event, ...done } = await completeStepOf(trx, by, process, { pointId, step }, now)
    return did({ ...value, step: done.step }, event)
  },
})
