import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { contributionHistoryView } from '#app/features/desk/contribution-history-view.server.ts'
import { ContributionHistoryPage } from '#app/features/desk/ContributionHistoryPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import historyStyles from '#app/features/desk/notes-history.css?url'

export const links = () => stylesheets(historyStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Geschiedenis van ${data.name}` : '')

export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  return contributionHistoryView(db, process, params.contributionId ?? '')
})

export default function ContributionHistory() {
  return <ContributionHistoryPage view={useLoaderData<typeof loader>()} />
}
