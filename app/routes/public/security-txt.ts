import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { securityTxt } from '#app/features/municipalities/security-txt.ts'
import { plainText } from '#app/file-response.ts'

/** Where someone who found a leak reports it (RFC 9116). */
export const loader = forEveryone(async ({ municipality, origin, now }) =>
  plainText(securityTxt(municipality, origin, now)),
)
