import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { partnerInputFile } from '#app/features/partners/appendix/public-partner-input.server.ts'

/** What partners gave and what was done with it, for a spreadsheet. */
export const loader = forEveryone(async ({ db, municipality, params }) =>
  partnerInputFile(db, municipality.id, params.slug, 'csv'),
)
