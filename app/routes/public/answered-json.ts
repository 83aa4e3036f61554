import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { answeredProcess } from '#app/features/answers/answered-view.server.ts'
import { processingExport } from '#app/features/answers/export.server.ts'
import { filterFrom } from '#app/features/answers/processed-filter.ts'
import { jsonFile } from '#app/file-response.ts'

/** The same points as the table, for a program. */
export const loader = forEveryone(async ({ db, municipality, params, url }) => {
  const process = await answeredProcess(db, municipality.id, params.slug)
  const rows = await processingExport(db, process, filterFrom(url.searchParams))
  return jsonFile(`${process.slug}-wat-is-ermee-gedaan.json`, rows)
})
