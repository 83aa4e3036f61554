import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { deskFilterFrom } from '#app/features/desk/desk-filter.ts'
import { FacetsPage } from '#app/features/desk/FacetsPage.tsx'
import { facetsView } from '#app/features/desk/facets-view.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import findStyles from '#app/features/desk/desk-find.css?url'

export const links = () => stylesheets(workStyles, findStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Punten filteren, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async ({ db, municipality, params, url, actor, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const by = { accountId: actor.id, today: today(now) }
  return {
    process: { slug: process.slug, title: process.title },
    ...(await facetsView(db, process, deskFilterFrom(url.searchParams), by)),
  }
})

export default function PointsFilters() {
  return <FacetsPage view={useLoaderData<typeof loader>()} />
}
