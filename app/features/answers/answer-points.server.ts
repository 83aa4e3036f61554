import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { answerFields, checkComplete } from './answer.schema.ts'
import { storeAnswer, storeAnswerRefusals } from './store-answer.server.ts'

/**
 * Gives points of one process one answer, or changes the answer they have. Refused when a colleague was first, and when the points
 * already have different answers.
 */
export const answerPoints = act({
  name: 'answerPoints',
  by: { audience: 'official', needs: 'processor' },
  on: 'process',
  input: z
    .object({
      ...answerFields,
      /** The points that get this one answer; those that had it and are no longer named lose it. */
      pointIds: z.array(z.string()).min(1, 'Kies minstens één punt dat dit antwoord krijgt.'),
    })
    .superRefine(checkComplete),
  refusals: { ...answeringRefusals, ...storeAnswerRefusals },
  async run({ trx, by, now, process: ref }, answer) {
    return changedNothing(await storeAnswer(trx, by, await processToAnswer(trx, by, ref), answer, now))
  },
})
