import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { appendixFile } from '#app/features/partners/appendix/public-appendix.server.ts'

/** What partners gave and what was done with it, for Excel. */
export const loader = forEveryone(async ({ db, municipality, params }) =>
  appendixFile(db, municipality.id, params.slug, 'xlsx'),
)
