import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { historyOfPoint } from '#app/features/desk/export-history.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { csvFile } from '#app/file-response.ts'

/** Who changed what of one point and when, for a spreadsheet. */
export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const pointId = params.pointId ?? ''
  await contributionIdOf(db, process, pointId)
  return csvFile(`${process.slug}-punt-geschiedenis.csv`, await historyOfPoint(db, process, pointId))
})
