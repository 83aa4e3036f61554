import { data, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { SearchPage } from '#app/features/search/SearchPage.tsx'
import { searchView } from '#app/features/search/search-view.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import searchStyles from '#app/features/search/search.css?url'

export const links = () => stylesheets(searchStyles)

export const loader = forEveryone(async ({ db, municipality, now, url }) => {
  const view = await searchView(db, municipality.id, url.searchParams, now)
  return data(view, { status: view.found?.isTooSlow ? 503 : 200 })
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data?.typed ? `Zoeken naar ${data.typed}` : 'Zoeken')

export default function Search() {
  return <SearchPage view={useLoaderData<typeof loader>()} />
}
