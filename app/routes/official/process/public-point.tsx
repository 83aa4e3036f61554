import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal, NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnPublicPoint } from '#app/features/answers/act-on-public-point.server.ts'
import { readPublicPointForm } from '#app/features/answers/public-point.schema.ts'
import { publicPointView } from '#app/features/answers/public-point-view.server.ts'
import { PublicPointPage } from '#app/features/answers/PublicPointPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const handle = { interactive: true }

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Punt ${data.view.point.label}: wat openbaar is, ${data.view.process.title}` : '')

const says = new Map([
  ['gekozen', 'Bewaard. Hieronder ziet u wat openbaar wordt.'],
  ['weggelaten', 'De woorden zijn weggelaten.'],
  ['teruggezet', 'De woorden staan er weer.'],
  ['gecorrigeerd', 'De nieuwe woorden zijn openbaar. De oude staan nergens meer.'],
  ['teruggenomen', 'Het punt is teruggenomen. De woorden staan nergens meer.'],
])

export const loader = onlyFor('official', async ({ db, municipality, params, url, actor }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const view = await publicPointView(db, process, params.pointId ?? '', actor)
  return { view, said: says.get(url.searchParams.get('na') ?? '') ?? null }
})

// Which role is needed depends on what is done, and each act asks for its own.
export const action = onlyFor('official', async ({ db, municipality, params, actor, now, request }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const form = readPublicPointForm(await request.formData())
  if (!form) throw new NotFound()
  const pointId = params.pointId ?? ''
  try {
    const done = await actOnPublicPoint(db, actor, process, pointId, form, now)
    return redirect(`${paths.official.process.publicPoint(process.slug, pointId)}?na=${done}`, 303)
  } catch (error) {
    return data({ form, errors: errorsOfRefusal(error) }, { status: 400 })
  }
})

export default function PublicPoint() {
  const { view, said } = useLoaderData<typeof loader>()
  const back = useActionData<typeof action>() ?? null
  return <PublicPointPage view={view} said={back ? null : said} back={back} />
}
