import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { questionAnswersView } from '#app/features/partners/asking/answers-view.server.ts'
import { QuestionAnswersPage } from '#app/features/partners/asking/QuestionAnswersPage.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import askingStyles from '#app/features/partners/asking/asking.css?url'

export const links = () => stylesheets(workStyles, askingStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Antwoorden op vraag ${data?.question.number ?? ''}, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', questionAnswersView)

export default function PartnerAnswersTo() {
  return <QuestionAnswersPage view={useLoaderData<typeof loader>()} />
}
