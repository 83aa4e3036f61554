import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { findPoints } from '#app/features/desk/find-points.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'

/** The points with this number, name or words, for who says why the plan changed. */
export const loader = onlyFor('official', async ({ db, municipality, params, url, actor, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const by = { accountId: actor.id, today: today(now) }
  const found = await findPoints(db, process, url.searchParams.get('zoek') ?? '', by)
  return Response.json(found, { headers: { 'Cache-Control': 'no-store' } })
})
