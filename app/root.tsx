import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorPage } from '#app/ui/ErrorPage.tsx'
import { sayNumber } from '#app/request-number.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { interruptionOf } from '#app/features/accounts/interrupted-post.ts'
import { InterruptedPage } from '#app/features/accounts/InterruptedPage.tsx'
import { DecisionWordsProvider } from '#app/features/points/DecisionWords.tsx'
import publicStyles from '#app/ui/theme/public.css?url'

/**
 * What a route may declare about itself. Pages are sent without JavaScript unless one of their routes is `interactive`.
 */
export type Handle = { interactive?: boolean; staff?: boolean }

/** What every page knows: whose site this is and who is logged in. */
export const loader = forEveryone(async ({ municipality, actor, context, origin }) => ({
  /** The start of the address of every page. */
  origin,
  municipality: {
    name: municipality.name,
    helpPhone: municipality.helpPhone,
    helpHours: municipality.helpHours,
    helpDesk: municipality.helpDesk,
    contactEmail: municipality.contactEmail,
    accessibilityStatus: municipality.accessibilityStatus,
    accessibilityStatementUrl: municipality.accessibilityStatementUrl,
    decisionWordings: municipality.decisionWordings,
  },
  actor: actor && { name: actor.name, roles: actor.roles, innerRoles: actor.innerRoles },
  demo: context.mode === 'demo',
  nonce: context.nonce,
  requestId: context.requestId ?? null,
  refused: context.refused ?? false,
}))

export type RootData = Awaited<ReturnType<typeof loader>>

export function Layout({ children }: { children: ReactNode }) {
  const matches = useMatches()
  const handles = matches.map((match) => (match.handle ?? {}) as Handle)
  const root = matches[0]?.data as RootData | undefined
  const interactive = handles.some((handle) => handle.interactive)
  const staff = handles.some((handle) => handle.staff)
  return (
    <html lang="nl" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {/* Invented texts under names that exist do not belong among what is found. */}
        {root?.demo && <meta name="robots" content="noindex" />}
        <Meta />
        <Links />
      </head>
      <body className={staff ? 'utrecht-document sm-staff' : 'utrecht-document'}>
        {root?.demo && (
          <aside className="demo-note" aria-label="Voorbeeldsite">
            <p>Alle teksten zijn bedacht, ook die van organisaties.</p>
          </aside>
        )}
        {children}
        {/* An error may come before the root's own data; without the nonce a browser refuses scripts, and pages work without. */}
        {interactive && root && (
          <>
            {/* Zod tries whether it may make code of text, and our policy refuses that: it need not try. */}
            <script
              nonce={root.nonce}
              suppressHydrationWarning
              dangerouslySetInnerHTML={{ __html: 'globalThis.__zod_globalConfig={jitless:true}' }}
            />
            <ScrollRestoration nonce={root.nonce} />
            <Scripts nonce={root.nonce} />
          </>
        )}
      </body>
    </html>
  )
}

export default function App() {
  const { municipality } = useLoaderData<typeof loader>()
  return (
    <DecisionWordsProvider wordings={municipality.decisionWordings}>
      <Outlet />
    </DecisionWordsProvider>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const requestId = useRouteLoaderData<RootData>('root')?.requestId
  const interruption = isRouteErrorResponse(error) ? interruptionOf(error.data) : null
  return (
    <>
      <link rel="stylesheet" href={publicStyles} />
      {interruption ? (
        <InterruptedPage {...interruption} />
      ) : isRouteErrorResponse(error) ? (
        <ErrorPage status={error.status} message={typeof error.data === 'string' ? error.data : ''} />
      ) : (
        <ErrorPage status={500} message={requestId ? sayNumber(requestId) : ''} />
      )}
    </>
  )
}
