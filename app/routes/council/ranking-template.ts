import { NotFound } from '#app/errors.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { forClerk } from '#app/features/rankings/clerk/for-clerk.server.ts'
import { listsTemplate } from '#app/features/rankings/files/lists-template.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
import { csvFile } from '#app/file-response.ts'

/** A file to fill with lists, with the groups and the topics in it. */
export const loader = forClerk(async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const session = await rankingOf(db, process)
  if (!session) throw new NotFound()
  return csvFile(`${process.slug}-lijsten.csv`, listsTemplate(session))
})
