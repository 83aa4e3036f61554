import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { answeredProcess } from '#app/features/answers/answered-view.server.ts'
import { jsonPieces, publishedExport } from '#app/features/answers/export.server.ts'
import { filterFrom } from '#app/features/answers/processed-filter.ts'
import { changesOfPoints } from '#app/features/changes/point-changes.server.ts'
import { jsonFileInPieces } from '#app/file-response.ts'

/** The same points as the table, for a program. */
export const loader = forEveryone(async ({ db, municipality, params, url }) => {
  const process = await answeredProcess(db, municipality.id, params.slug)
  const rows = publishedExport(db, process, filterFrom(url.searchParams), {
    changes: await changesOfPoints(db, process),
  })
  return jsonFileInPieces(`${process.slug}-wat-is-ermee-gedaan.json`, jsonPieces(rows))
})
