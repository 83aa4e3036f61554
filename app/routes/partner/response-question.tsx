import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { QuestionPage } from '#app/features/partners/answering/QuestionPage.tsx'
import { questionPage } from '#app/features/partners/answering/response-page.server.ts'
import { saveAnswer } from '#app/features/partners/answering/save-answer.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { afterQuestion } from '#app/features/partners/answering/answer-form.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import responseStyles from '#app/features/partners/answering/response.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(responseStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Vraag ${data.number}, inbreng van ${data.view.partnerName}` : 'Vraag')

export const loader = onlyFor('partner', questionPage)

/** Without JavaScript every form comes here; with it those that lead on to another question. */
export const action = formAction('partner', {
  acts: [saveAnswer],
  done: {
    saveAnswer(saved, { visit, form }) {
      if (saved.conflicts.length > 0 || saved.problem !== null) return { show: saved }
      return { to: afterQuestion(visit.params.responseId ?? '', saved, form), say: null }
    },
  },
})

/** The page hears of changes by itself. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false

export default function ResponseQuestion() {
  return <QuestionPage data={useLoaderData<typeof loader>()} />
}
