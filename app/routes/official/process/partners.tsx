import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnPartners } from '#app/features/partners/asking/act-on-asking.server.ts'
import { askingView } from '#app/features/partners/asking/asking-view.server.ts'
import { AskingPage } from '#app/features/partners/asking/AskingPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import bookStyles from '#app/features/partners/book/book.css?url'
import askingStyles from '#app/features/partners/asking/asking.css?url'

export const links = () => stylesheets(workStyles, bookStyles, askingStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Partners, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', askingView)

export const action = onlyFor(
  'official',
  async ({ db, actor, municipality, params, url, request, origin, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const answer = await actOnPartners({
      db,
      by: actor,
      process,
      form: await request.formData(),
      query: url.searchParams,
      baseUrl: origin,
      now,
    })
    return 'goTo' in answer ? redirect(answer.goTo, 303) : data(answer, { status: 400 })
  },
  'processor',
)

export default function Partners() {
  return <AskingPage view={useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
