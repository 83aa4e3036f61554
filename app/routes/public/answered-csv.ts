import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { answeredProcess } from '#app/features/answers/answered-view.server.ts'
import { processingCsv, processingExport } from '#app/features/answers/export.server.ts'
import { filterFrom } from '#app/features/answers/processed-filter.ts'
import { csvFile } from '#app/file-response.ts'

/** The same points as the table, for a spreadsheet. */
export const loader = forEveryone(async ({ db, municipality, params, url }) => {
  const process = await answeredProcess(db, municipality.id, params.slug)
  const rows = await processingExport(db, process, filterFrom(url.searchParams))
  return csvFile(`${process.slug}-wat-is-ermee-gedaan.csv`, processingCsv(rows))
})
