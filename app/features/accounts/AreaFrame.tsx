import { isRouteErrorResponse } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { ErrorPage } from '#app/ui/ErrorPage.tsx'
import { StaffHeader } from '#app/ui/StaffHeader.tsx'
import { SkipLink, type NavItem } from '#app/ui/Shell.tsx'
import { interruptionOf } from './interrupted-post.ts'
import { Interrupted, titleOfInterruption } from './InterruptedPage.tsx'

/** The bar above every page of an area; its colour says whose room it is, and officials have the plain one. */
export function AreaFrame({
  area,
  municipalityName,
  userName,
  home,
  nav,
  children,
}: {
  area?: 'council' | 'partner'
  municipalityName: string | undefined
  /** Unknown on an error page for who is not logged in. */
  userName: string | undefined
  home: string
  nav: NavItem[]
  children: ReactNode
}) {
  return (
    <>
      <SkipLink />
      <StaffHeader
        area={area}
        municipalityName={municipalityName ? `Gemeente ${municipalityName}` : ''}
        nav={nav}
        userName={userName ?? 'Inloggen'}
        userHref={userName ? paths[area ?? 'official'].account() : paths.public.logIn()}
        home={home}
        logout={
          userName && (
            <form method="post" action={paths.public.logOut()}>
              <button type="submit" name="act" value="logOut">
                Log uit
              </button>
            </form>
          )
        }
      />
      {children}
    </>
  )
}

/** What stands in an area in place of a page that failed; a post after the session ended keeps what was written. */
export function AreaError({ error, home }: { error: unknown; home?: string }) {
  const known = isRouteErrorResponse(error)
  const interruption = known ? interruptionOf(error.data) : null
  if (interruption) return <Interrupted post={interruption.post} pageClass="sm-page" />
  return (
    <ErrorPage
      status={known ? error.status : 500}
      message={known && typeof error.data === 'string' ? error.data : ''}
      home={home}
    />
  )
}

/** Title of a page that failed; every other page says its own. */
export function titleOfError(error: unknown): string {
  const interruption = isRouteErrorResponse(error) ? interruptionOf(error.data) : null
  if (interruption) return titleOfInterruption(interruption.post)
  return isRouteErrorResponse(error) && error.status === 404 ? 'Deze pagina is er niet' : 'Er ging iets mis'
}
