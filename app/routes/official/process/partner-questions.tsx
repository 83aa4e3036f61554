import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor, type Visit } from '#app/features/accounts/guard.server.ts'
import {
  addQuestion,
  changeQuestion,
  moveQuestion,
  removeQuestion,
} from '#app/features/partners/asking/change-questions.server.ts'
import { openQuestionnaire } from '#app/features/partners/asking/open-questionnaire.server.ts'
import { questionsView } from '#app/features/partners/asking/questions-view.server.ts'
import { QuestionsPage } from '#app/features/partners/asking/QuestionsPage.tsx'
import { saveQuestionnaire } from '#app/features/partners/asking/save-questionnaire.server.ts'
import { createQuestionnaire } from '#app/features/partners/create-questionnaire.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import askingStyles from '#app/features/partners/asking/asking.css?url'

export const links = () => stylesheets(workStyles, askingStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Vragen voor partners, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', questionsView)

type At = { visit: Visit; form: FormData }
const here = ({ visit }: At) => paths.official.process.partnerQuestions(visit.params.slug ?? '')
const question = (at: At) => `${here(at)}#vraag-${String(at.form.get('questionId'))}`
const questions = (at: At) => `${here(at)}#vragen`

export const action = formAction('official', {
  acts: [
    createQuestionnaire,
    saveQuestionnaire,
    openQuestionnaire,
    addQuestion,
    changeQuestion,
    moveQuestion,
    removeQuestion,
  ],
  done: {
    saveQuestionnaire: (_, at) => ({ to: `${here(at)}#lijst` }),
    openQuestionnaire: (facts, at) => ({ to: here(at), facts }),
    addQuestion: (_, at) => ({ to: questions(at) }),
    changeQuestion: ({ newVersion }, at) => ({ to: question(at), say: newVersion ? 'newVersion' : 'changeQuestion' }),
    moveQuestion: (_, at) => ({ to: question(at) }),
    removeQuestion: ({ keptAnswers }, at) => ({
      to: questions(at),
      say: keptAnswers ? 'keptAnswers' : 'removeQuestion',
    }),
  },
})

export default function PartnerQuestions() {
  return <QuestionsPage view={useLoaderData<typeof loader>()} />
}
