import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { historyOfProcess } from '#app/features/desk/export-history.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { csvFileInPieces } from '#app/file-response.ts'
import { inTurn } from '#app/list-turns.server.ts'

/** Who changed what of the points of a process and when, for a spreadsheet. */
export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  return inTurn(() => csvFileInPieces(`${process.slug}-geschiedenis.csv`, historyOfProcess(db, process)))
})
