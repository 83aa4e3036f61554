import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { bookCsv } from '#app/features/partners/book/book-file.ts'
import { wholeBook } from '#app/features/partners/book/queries.server.ts'
import { csvFile } from '#app/file-response.ts'

/** The partner book as the import reads it back, without what is in the archive. */
export const loader = onlyFor('official', async ({ db, municipality }) => {
  const book = await wholeBook(db, municipality.id)
  return csvFile('partnerboek.csv', bookCsv(book.filter(({ isArchived }) => !isArchived)))
})
