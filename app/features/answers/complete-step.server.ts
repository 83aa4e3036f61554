import { z } from 'zod'
import { act, did, refusedBy } from '#app/acts/act.server.ts'
import { clearChangedSince } from '#app/features/points/changed-since.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { refuseOtherWords, otherWordsRefusal } from '#app/features/points/words-mark.server.ts'
import { completeStepOf, stepRefusals } from '#app/features/workflow/complete-step.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { doneAt } from '#app/features/workflow/steps.ts'
import { seen } from '#app/forms/typed.ts'
import { answerOfPoint } from './stored-answer.server.ts'

const otherAnswerRefusal = {
  otherAnswer: {
    says: 'Een collega heeft het antwoord intussen gewijzigd. U hebt nog geen akkoord gegeven. Lees wat er nu staat, en kies dan weer “Akkoord”.',
  },
}

/** 'Akkoord': the step where a point lies is completed by someone who may do it and read what is there, and the point goes to the next. */
export const completeStep = act({
  name: 'completeStep',
  by: { audience: 'official' },
  on: 'process',
  input: z.object({
    pointId: z.string(),
    /** Position of the step that the form showed. */
    step: z.coerce.number().int(),
    /** Marks of the answer that it showed, '' for none, and of the words of the point. */
    seen,
    wordsSeen: seen,
  }),
  refusals: { ...answeringRefusals, ...stepRefusals, ...otherWordsRefusal, ...otherAnswerRefusal },
  async run({ trx, by, now, process: ref }, { pointId, step, seen: mark, wordsSeen }) {
    const process = await processToAnswer(trx, by, ref)
    // Holds the point, so that nobody changes its answer from here on.
    const { event, ...done } = await completeStepOf(trx, by, process, { pointId, step }, now)
    await refuseOtherWords(trx, process, pointId, wordsSeen)
    const answer = mark === undefined ? null : await answerOfPoint(trx, process, pointId)
    if (mark !== undefined && mark !== (answer?.mark ?? '')) throw refusedBy(otherAnswerRefusal, 'otherAnswer')
    // Whoever approves read the words as they are now.
    if (done.step >= doneAt(await stepsOf(trx, process))) await clearChangedSince(trx, process, [pointId])
    return did(done, event)
  },
})
