import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { versionsPage } from '#app/features/partners/answering/versions-page.server.ts'
import { VersionsPage } from '#app/features/partners/answering/VersionsPage.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import responseStyles from '#app/features/partners/answering/response.css?url'

export const links = () => stylesheets(responseStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Verzonden door ${data.partnerName}` : 'Verzonden')

export const loader = onlyFor('partner', versionsPage)

export default function ResponseVersions() {
  return <VersionsPage {...useLoaderData<typeof loader>()} />
}
