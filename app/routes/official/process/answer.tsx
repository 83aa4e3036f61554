import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnAnswer } from '#app/features/answers/act-on-answer.server.ts'
import { answerView } from '#app/features/answers/answer-view.server.ts'
import { AnswerPage } from '#app/features/answers/AnswerPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Punt ${data.view.point.label} beantwoorden, ${data.view.process.title}` : '')

const says = new Map([
  ['bewaard', 'Bewaard.'],
  ['volgende', 'Het vorige punt is bewaard. Dit is het volgende.'],
  ['weg', 'Het antwoord is weggehaald.'],
])

export const loader = onlyFor('official', async ({ db, municipality, params, url, actor }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const view = await answerView(db, process, params.pointId ?? '')
  return {
    view: { ...view, mayAnswer: hasInnerRole(actor, 'processor') },
    said: says.get(url.searchParams.get('na') ?? '') ?? null,
  }
})

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, now, request }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const form = await request.formData()
    const outcome = await actOnAnswer(db, actor, process, params.pointId ?? '', form, now)
    if ('back' in outcome) return data(outcome.back, { status: 400 })
    const points = paths.official.process.points(process.slug)
    const done = form.get('actie') === 'haal-weg' ? 'weg' : outcome.goTo === params.pointId ? 'bewaard' : 'volgende'
    return redirect(
      outcome.goTo ? `${paths.official.process.answer(process.slug, outcome.goTo)}?na=${done}` : points,
      303,
    )
  },
  'processor',
)

export default function Answer() {
  const { view, said } = useLoaderData<typeof loader>()
  const back = useActionData<typeof action>() ?? null
  return <AnswerPage view={view} said={back ? null : said} back={back} />
}
