import { forEveryone } from '#app/features/accounts/guard.server.ts'

export const loader = forEveryone(async () => null)
