import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { bookTemplate } from '#app/features/partners/book/book-file.ts'
import { csvFile } from '#app/file-response.ts'

/** A file to fill with organisations and their people, with an example. */
export const loader = onlyFor('official', async () => csvFile('partnerboek-sjabloon.csv', bookTemplate))
