import { AreaFailed, AreaLayout, readersNav } from '#app/area-layout.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { paths } from '#app/paths.ts'

export { handle, links, meta } from '#app/area-layout.tsx'

export const loader = onlyFor('council', async () => null)

const area = { area: 'council' as const, home: paths.council.home(), nav: readersNav(paths.council.home()) }

export default function Layout() {
  return <AreaLayout {...area} />
}

export function ErrorBoundary() {
  return <AreaFailed {...area} />
}
