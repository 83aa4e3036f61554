import { isRouteErrorResponse, Outlet, useLocation, useMatches, useRouteError, useRouteLoaderData, type MetaFunction } from '@remix-run/react'
import type { ReactNode } from 'react'
import { homes, ownArea, type Audience } from '#app/features/accounts/account.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { PublicSite } from '#app/features/municipalities/PublicSite.tsx'
import type { RootData } from '#app/root.tsx'
import { ErrorPage } from '#app/ui/ErrorPage.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import publicStyles from '#app/ui/theme/public.css?url'

export const links = () => [{ rel: 'stylesheet', href: publicStyles }]

export const loader = forEveryone(async () => null)

// Only for pages that failed: every other page says its own title.
export const meta: MetaFunction = ({ error, matches }) =>
  pageMeta(matches, isRouteErrorResponse(error) && error.status === 404 ? 'Deze pagina is er niet' : 'Er ging iets mis')

const areaNames: Record<Audience, string> = {
  official: 'Naar uw werk als ambtenaar',
  council: 'Naar de raadspagina',
  partner: 'Naar uw partnerpagina',
}

/** The site around a page for residents, also around pages that failed. */
function PublicLayout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData('root') as RootData | undefined
  const { pathname } = useLocation()
  const finished = useMatches().some(({ data }) => typeof data === 'object' && data !== null && 'stage' in data && data.stage === 'answered')
  const area = root?.actor ? ownArea(root.actor) : null
  return (
    <PublicSite
      municipality={root?.municipality ?? null}
      origin={root?.origin ?? ''}
      path={pathname}
      finished={finished}
      area={area ? { href: homes[area], label: areaNames[area] } : null}
      demo={root?.demo ?? false}
    >
      {children}
    </PublicSite>
  )
}

export default function Layout() {
  return (
    <PublicLayout>
      <Outlet />
    </PublicLayout>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const known = isRouteErrorResponse(error)
  return (
    <PublicLayout>
      <ErrorPage status={known ? error.status : 500} message={known && typeof error.data === 'string' ? error.data : ''} />
    </PublicLayout>
  )
}
