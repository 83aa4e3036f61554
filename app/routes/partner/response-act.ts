import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnQuestion } from '#app/features/partners/answering/act-on-question.server.ts'

/** What someone types at a question, sent by the page itself; the form says which question. */
export const action = onlyFor('partner', async (visit) => {
  const form = await visit.request.formData()
  return Response.json(await actOnQuestion(visit, form, String(form.get('vraag') ?? '')))
})
