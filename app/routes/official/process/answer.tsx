import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnAnswer } from '#app/features/answers/act-on-answer.server.ts'
import { answerView } from '#app/features/answers/answer-view.server.ts'
import { AnswerPage } from '#app/features/answers/AnswerPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Punt ${data.point.label} beantwoorden, ${data.process.title}` : '')

export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  return answerView(db, process, params.pointId ?? '')
})

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, now, request }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const outcome = await actOnAnswer(db, actor, process, params.pointId ?? '', await request.formData(), now)
    if ('back' in outcome) return data(outcome.back, { status: 400 })
    const points = `/ambtenaar/trajecten/${process.slug}/punten`
    return redirect(outcome.goTo ? `${points}/${outcome.goTo}` : points, 303)
  },
  'processor',
)

export default function Answer() {
  return <AnswerPage view={useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
