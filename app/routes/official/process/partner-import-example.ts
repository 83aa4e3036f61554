import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { importExample } from '#app/features/partners/import/import-example.ts'
import { namedQuestions } from '#app/features/partners/import/import-view.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { csvFile } from '#app/file-response.ts'

/** A file to fill with what partners gave, with an example for the questions of this process. */
export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  return csvFile(`${process.slug}-inbreng-voorbeeld.csv`, importExample(await namedQuestions(db, process)))
})
