import { AreaFailed, AreaLayout, readersNav } from '#app/area-layout.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'

export { handle, links, meta } from '#app/area-layout.tsx'

export const loader = onlyFor('partner', async () => null)

const area = { area: 'partner' as const, home: '/partner', nav: readersNav('/partner') }

export default function Layout() {
  return <AreaLayout {...area} />
}

export function ErrorBoundary() {
  return <AreaFailed {...area} />
}
