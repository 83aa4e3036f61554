import { AreaFailed, AreaLayout } from '#app/area-layout.tsx'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'

export { handle, links, meta } from '#app/area-layout.tsx'

export const loader = onlyFor('official', async () => null)

const area = {
  home: paths.official.today(),
  nav: (path: string, actor: RootData['actor']) => [
    { href: paths.official.today(), label: 'Vandaag', current: path === paths.official.today() },
    { href: paths.official.processes(), label: 'Trajecten', current: path.startsWith(paths.official.processes()) },
    {
      href: paths.official.boilerplates(),
      label: 'Standaardteksten',
      current: path.startsWith(paths.official.boilerplates()),
    },
    { href: paths.official.partners(), label: 'Partners', current: path.startsWith(paths.official.partners()) },
    ...(actor && hasInnerRole(actor, 'administrator')
      ? [
          { href: paths.official.users(), label: 'Gebruikers', current: path.startsWith(paths.official.users()) },
          {
            href: paths.official.municipality(),
            label: 'Gemeente',
            current: path.startsWith(paths.official.municipality()),
          },
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
