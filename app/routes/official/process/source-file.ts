import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { sourceFileOf } from '#app/features/contributions/source-files.server.ts'
import { sourceFileWords } from '#app/features/contributions/source-file.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { sentFileResponse } from '#app/file-response.ts'

/** A source file of a contribution, to save. */
export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const { name, type, bytes } = await sourceFileOf(db, process, {
    contributionId: params.contributionId,
    fileId: params.fileId,
  })
  return sentFileResponse({ name, mime: sourceFileWords[type].mime, bytes: new Uint8Array(bytes) })
})
