import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { findParts } from '#app/features/plans/find-parts.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'

/** The parts of the plan in which what is typed stands, for who looks for a place. */
export const loader = onlyFor('official', async ({ db, municipality, params, url }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const words = (url.searchParams.get('zoek') ?? '').slice(0, 200)
  return Response.json(await findParts(db, process, words), { headers: { 'Cache-Control': 'no-store' } })
})
