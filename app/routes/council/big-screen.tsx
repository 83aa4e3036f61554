import { useLoaderData, useRouteError, type MetaFunction } from '@remix-run/react'
import { AreaError } from '#app/features/accounts/AreaFrame.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { orPublicOutcome } from '#app/features/rankings/clerk/or-public-outcome.server.ts'
import { BigScreenPage } from '#app/features/rankings/projector/BigScreenPage.tsx'
import { bigScreenPage } from '#app/features/rankings/projector/big-screen-page.server.ts'
import { paths } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import bigScreenStyles from '#app/ui/theme/big-screen.css?url'
import staffStyles from '#app/ui/theme/staff.css?url'

export const handle: Handle = { staff: true, interactive: true }

export const links = () => [
  { rel: 'stylesheet', href: staffStyles },
  { rel: 'stylesheet', href: bigScreenStyles },
]

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Groot scherm, ${data?.title ?? ''}`)

export const loader = orPublicOutcome(onlyFor('council', bigScreenPage))

export default function BigScreen() {
  return <BigScreenPage data={useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  return <AreaError error={useRouteError()} home={paths.council.home()} />
}
