import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { outcomeCsv } from '#app/features/rankings/files/export-ranking.ts'
import { publishedRanking } from '#app/features/rankings/publication/published-ranking.server.ts'
import { csvFile } from '#app/file-response.ts'

/** The lists of the groups with the outcome behind them, for a spreadsheet. */
export const loader = forEveryone(async ({ db, municipality, params }) => {
  const { process, report } = await publishedRanking(db, municipality.id, params.slug)
  return csvFile(`${process.slug}-top-vijf.csv`, outcomeCsv(report))
})
