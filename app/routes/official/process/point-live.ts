import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { pointStream } from '#app/features/desk/point-presence.server.ts'

export const loader = onlyFor('official', pointStream)
