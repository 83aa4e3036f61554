import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { ticked } from '#app/forms/typed.ts'
import { someoneTypes } from './notice.server.ts'
import { questionAt } from './response-page.server.ts'
import { byPartner, memberOf, ownResponse } from './response-to-change.server.ts'
import { questionsOfResponse } from './response-view.server.ts'

/**
 * Tells the colleagues that someone types at a question, or stopped. It passes and the record keeps nothing of it; it is an act
 * because it is asked at the address that saves the answer.
 */
export const tellTyping = act({
  name: 'tellTyping',
  by: byPartner,
  input: z.object({ responseId: z.string(), number: z.number(), isTyping: ticked }),
  refusals: {},
  async run({ trx, by }, { responseId, number, isTyping }) {
    const own = await ownResponse(trx, by, responseId)
    const question = isTyping ? questionAt({ questions: await questionsOfResponse(trx, own) }, String(number)) : null
    await someoneTypes(trx, own.id, { accountId: memberOf(by).id, questionId: question?.id ?? null })
    return changedNothing(null)
  },
})
