import { AreaFailed, AreaLayout } from '#app/area-layout.tsx'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import type { RootData } from '#app/root.tsx'

export { handle, links, meta } from '#app/area-layout.tsx'

export const loader = onlyFor('official', async () => null)

const area = {
  home: '/ambtenaar',
  nav: (path: string, actor: RootData['actor']) => [
    { href: '/ambtenaar', label: 'Vandaag', current: path === '/ambtenaar' },
    { href: '/ambtenaar/trajecten', label: 'Trajecten', current: path.startsWith('/ambtenaar/trajecten') },
    { href: '/ambtenaar/partners', label: 'Partners', current: path.startsWith('/ambtenaar/partners') },
    ...(actor && hasInnerRole(actor, 'administrator')
      ? [
          { href: '/ambtenaar/gebruikers', label: 'Gebruikers', current: path.startsWith('/ambtenaar/gebruikers') },
          { href: '/ambtenaar/gemeente', label: 'Gemeente', current: path.startsWith('/ambtenaar/gemeente') },
        ]
      : []),
  ],
}

export default function Layout() {
  return <AreaLayout {...area} />
}

export function ErrorBoundary() {
  return <AreaFailed {...area} />
}
