import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { NotFound } from '#app/errors.server.ts'

export { ErrorBoundary, links, meta } from './layout.tsx'

export const loader = forEveryone(async () => {
  throw new NotFound()
})

// A browser gets the page only when the route has one; what it shows is the error.
export default function Page() {
  return null
}
