import { Outlet, useLocation, useRouteError, useRouteLoaderData, type MetaFunction } from '@remix-run/react'
import type { ReactNode } from 'react'
import { AreaError, AreaFrame, titleOfError } from '#app/features/accounts/AreaFrame.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import type { Handle, RootData } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import staffStyles from '#app/ui/theme/staff.css?url'

export const handle: Handle = { staff: true }

export const links = () => [{ rel: 'stylesheet', href: staffStyles }]

export const loader = onlyFor('council', async () => null)

// Only for pages that failed: every other page says its own title.
export const meta: MetaFunction = ({ error, matches }) => pageMeta(matches, titleOfError(error))

function Frame({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData('root') as RootData | undefined
  const { pathname } = useLocation()
  const nav = [
    { href: '/raad', label: 'Plannen', current: pathname === '/raad' || pathname.startsWith('/raad/ranglijsten') },
    { href: '/', label: 'Website voor inwoners' },
  ]
  return (
    <AreaFrame area="council" home="/raad" nav={nav} municipalityName={root?.municipality.name} userName={root?.actor?.name}>
      {children}
    </AreaFrame>
  )
}

export default function Layout() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export function ErrorBoundary() {
  return (
    <Frame>
      <AreaError error={useRouteError()} />
    </Frame>
  )
}
