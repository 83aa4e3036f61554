import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { sharesCsv } from '#app/features/partners/asking/overview.ts'
import { pointsPerChapter, pointsPerTheme } from '#app/features/partners/asking/point-shares.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { csvFile } from '#app/file-response.ts'

/** How many points partners gave per theme and per chapter, for a spreadsheet. */
export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const [themes, chapters] = await Promise.all([pointsPerTheme(db, process), pointsPerChapter(db, process)])
  return csvFile(`${process.slug}-partnerpunten.csv`, sharesCsv({ themes, chapters }))
})
