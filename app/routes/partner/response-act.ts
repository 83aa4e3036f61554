import { saveAnswer } from '#app/features/partners/answering/save-answer.server.ts'
import { tellTyping } from '#app/features/partners/answering/tell-typing.server.ts'
import { programAction } from '#app/forms/form-action.server.ts'

/** What someone types at a question, sent by the page itself; the form says which question. */
export const action = programAction('partner', { acts: [saveAnswer, tellTyping] })
