import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { boardStream } from '#app/features/rankings/board/board-page.server.ts'

export const loader = onlyFor('council', boardStream)
