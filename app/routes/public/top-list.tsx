import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { TopListPage } from '#app/features/rankings/publication/TopListPage.tsx'
import { publishedRanking } from '#app/features/rankings/publication/published-ranking.server.ts'
import { topListView } from '#app/features/rankings/publication/top-list-view.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import topListStyles from '#app/features/rankings/publication/top-list.css?url'

export const links = () => stylesheets(topListStyles)

export const loader = forEveryone(async ({ db, municipality, params }) =>
  topListView(await publishedRanking(db, municipality.id, params.slug)),
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => pageMeta(matches, data?.title ?? '', data?.lede)

export default function TopList() {
  return <TopListPage view={useLoaderData<typeof loader>()} />
}
