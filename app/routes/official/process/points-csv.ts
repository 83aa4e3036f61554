import { csvFileInPieces } from '#app/file-response.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { deskFilterFrom } from '#app/features/desk/desk-filter.ts'
import { givenOutPoints, pointsAsCsv } from '#app/features/desk/exchange/give-out-points.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'

/** The points that fit the filter in the address, for officials. */
export const loader = onlyFor('official', async ({ db, municipality, params, url, actor, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const filter = { ...deskFilterFrom(url.searchParams), sort: 'number' as const }
  const points = givenOutPoints(db, process, filter, { accountId: actor.id, today: today(now) })
  return csvFileInPieces(`punten-${process.slug}.csv`, pointsAsCsv(points))
})
