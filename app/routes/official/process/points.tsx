import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { NoPointOpen } from '#app/features/desk/NoPointOpen.tsx'

// The list is what its layout loads; nothing of a point is needed before one is chosen.
export const loader = onlyFor('official', async () => null)

export default function Points() {
  return <NoPointOpen />
}
