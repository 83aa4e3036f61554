import { Outlet, useLocation, useRouteError, useRouteLoaderData, type MetaFunction } from '@remix-run/react'
import type { ReactNode } from 'react'
import { homeOf } from '#app/features/accounts/account.ts'
import { AreaError, AreaFrame, titleOfError } from '#app/features/accounts/AreaFrame.tsx'
import type { Handle, RootData } from '#app/root.tsx'
import type { NavItem } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import staffStyles from '#app/ui/theme/staff.css?url'
import { paths } from './paths.ts'

/** What the layouts of the areas for people with an account share. Each area has its own guard and menu. */

export const handle: Handle = { staff: true }

export const links = () => stylesheets(staffStyles)

// Only for pages that failed: every other page sets its own title.
export const meta: MetaFunction = ({ error, matches }) => pageMeta(matches, titleOfError(error))

type Area = {
  area?: 'council' | 'partner'
  home: string
  /** The menu for this person at this path. */
  nav: (path: string, actor: RootData['actor']) => NavItem[]
}

function Frame({ area, home, nav, children }: Area & { children: ReactNode }) {
  const root = useRouteLoaderData('root') as RootData | undefined
  const items = nav(useLocation().pathname, root?.actor ?? null)
  return (
    <AreaFrame
      area={area}
      home={home}
      nav={items}
      municipalityName={root?.municipality.name}
      userName={root?.actor?.name}
    >
      {children}
    </AreaFrame>
  )
}

export function AreaLayout(area: Area) {
  return (
    <Frame {...area}>
      <Outlet />
    </Frame>
  )
}

/**
 * The same layout around a page that failed, with a link to the area where this person belongs, which may be another
 * one.
 */
export function AreaFailed(area: Area) {
  const root = useRouteLoaderData('root') as RootData | undefined
  return (
    <Frame {...area}>
      <AreaError error={useRouteError()} home={root?.actor ? homeOf(root.actor) : paths.public.home()} />
    </Frame>
  )
}

/** The menu of people who may only read. */
export const readersNav = (home: string) => (path: string) => [
  {
    href: home,
    label: 'Plannen',
    current:
      path === home ||
      [paths.council.ranking(''), paths.council.decisionFile('')].some((part) => path.startsWith(part)),
  },
  { href: paths.public.home(), label: 'Website voor inwoners' },
]
