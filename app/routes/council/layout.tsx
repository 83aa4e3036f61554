import { onlyFor } from '#app/features/accounts/guard.server.ts'

export const loader = onlyFor('council', async () => null)

export { Outlet as default } from '@remix-run/react'
