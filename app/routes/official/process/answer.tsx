import { onlyFor } from '#app/features/accounts/guard.server.ts'

export const loader = onlyFor('official', async () => null)

export default function Page() {
  return <p>Nog te maken</p>
}
