import { forEveryone } from '#app/features/accounts/guard.server.ts'

export const loader = forEveryone(async () => null)

export default function Page() {
  return <p>Nog te maken</p>
}
