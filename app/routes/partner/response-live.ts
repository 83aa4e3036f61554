import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { responseStream } from '#app/features/partners/answering/response-page.server.ts'

export const loader = onlyFor('partner', responseStream)
