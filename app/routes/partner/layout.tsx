import { AreaFailed, AreaLayout, readersNav } from '#app/area-layout.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { paths } from '#app/paths.ts'

export { handle, links, meta } from '#app/area-layout.tsx'

export const loader = onlyFor('partner', async () => null)

const area = { area: 'partner' as const, home: paths.partner.home(), nav: readersNav(paths.partner.home()) }

export default function Layout() {
  return <AreaLayout {...area} />
}

export function ErrorBoundary() {
  return <AreaFailed {...area} />
}
