import { Outlet, useLocation, useRouteError, useRouteLoaderData, type MetaFunction } from '@remix-run/react'
import type { ReactNode } from 'react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { AreaError, titleOfError } from '#app/features/accounts/AreaFrame.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import type { Handle, RootData } from '#app/root.tsx'
import { SkipLink } from '#app/ui/Shell.tsx'
import { StaffHeader } from '#app/ui/StaffHeader.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import staffStyles from '#app/ui/theme/staff.css?url'

export const handle: Handle = { staff: true }

export const links = () => [{ rel: 'stylesheet', href: staffStyles }]

export const loader = onlyFor('official', async () => null)

// Only for pages that failed: every other page says its own title.
export const meta: MetaFunction = ({ error, matches }) => pageMeta(matches, titleOfError(error))

/** The officials' bar around a page, also around pages that failed. */
function OfficialLayout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData('root') as RootData | undefined
  const { pathname } = useLocation()
  const actor = root?.actor
  const nav = [
    { href: '/ambtenaar', label: 'Vandaag', current: pathname === '/ambtenaar' },
    { href: '/ambtenaar/trajecten', label: 'Trajecten', current: pathname.startsWith('/ambtenaar/trajecten') },
    { href: '/ambtenaar/gebruikers', label: 'Gebruikers', current: pathname.startsWith('/ambtenaar/gebruikers') },
  ].filter(({ href }) => href !== '/ambtenaar/gebruikers' || (actor && hasInnerRole(actor, 'administrator')))
  return (
    <>
      <SkipLink />
      <StaffHeader
        municipalityName={root ? `Gemeente ${root.municipality.name}` : ''}
        nav={nav}
        home="/ambtenaar"
        userName={actor?.name ?? 'Inloggen'}
        userHref={actor ? '/ambtenaar/account' : '/inloggen'}
        logout={
          actor && (
            <form method="post" action="/uitloggen">
              <button type="submit">Log uit</button>
            </form>
          )
        }
      />
      {children}
    </>
  )
}

export default function Layout() {
  return (
    <OfficialLayout>
      <Outlet />
    </OfficialLayout>
  )
}

export function ErrorBoundary() {
  return (
    <OfficialLayout>
      <AreaError error={useRouteError()} home="/ambtenaar" />
    </OfficialLayout>
  )
}
