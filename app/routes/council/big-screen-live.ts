import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { bigScreenStream } from '#app/features/rankings/projector/big-screen-page.server.ts'

export const loader = onlyFor('council', bigScreenStream)
