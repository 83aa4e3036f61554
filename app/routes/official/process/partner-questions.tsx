import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnQuestions } from '#app/features/partners/asking/act-on-asking.server.ts'
import { questionsView } from '#app/features/partners/asking/questions-view.server.ts'
import { QuestionsPage } from '#app/features/partners/asking/QuestionsPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import askingStyles from '#app/features/partners/asking/asking.css?url'

export const links = () => stylesheets(workStyles, askingStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Vragen voor partners, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', questionsView)

export const action = onlyFor(
  'official',
  async ({ db, actor, municipality, params, request, origin, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const answer = await actOnQuestions({
      db,
      by: actor,
      process,
      form: await request.formData(),
      baseUrl: origin,
      now,
    })
    return 'goTo' in answer ? redirect(answer.goTo, 303) : data(answer, { status: 400 })
  },
  'processor',
)

export default function PartnerQuestions() {
  return <QuestionsPage view={useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
