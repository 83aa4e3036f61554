import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnQuestion, afterQuestion } from '#app/features/partners/answering/act-on-question.server.ts'
import { QuestionPage } from '#app/features/partners/answering/QuestionPage.tsx'
import { questionPage, responsePage } from '#app/features/partners/answering/response-page.server.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export { links } from '#app/features/partners/answering/response-styles.ts'

export const handle: Handle = { interactive: true }

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Vraag ${data.number}, inbreng van ${data.view.partnerName}` : 'Vraag')

export const loader = onlyFor('partner', questionPage)

/** Without JavaScript every form comes here; with it those that lead on to another question. */
export const action = onlyFor('partner', async (visit) => {
  const answer = await actOnQuestion(visit, await visit.request.formData(), visit.params.number)
  if (!answer.done) return data(answer, { status: 400 })
  const { view, responseId } = await responsePage(visit)
  return redirect(
    afterQuestion(
      responseId,
      view.questions.map((question) => question.number),
      answer.number,
      answer.act,
    ),
    303,
  )
})

/** The page hears of changes by itself. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false

export default function ResponseQuestion() {
  return <QuestionPage data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />
}
