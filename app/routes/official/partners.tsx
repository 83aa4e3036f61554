import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { bookView } from '#app/features/partners/book/book-view.server.ts'
import { BookPage } from '#app/features/partners/book/BookPage.tsx'
import { importPartners } from '#app/features/partners/book/import-book.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import bookStyles from '#app/features/partners/book/book.css?url'

export const links = () => stylesheets(bookStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Partnerboek')

export const loader = onlyFor('official', bookView)

export const action = formAction('official', {
  acts: [importPartners],
  done: {
    importPartners: ({ added, changed, same, fromWindows }) => ({
      to: `${paths.official.partners()}#inlezen`,
      facts: { added, changed, same, fromWindows: Number(fromWindows) },
    }),
  },
})

export default function Partners() {
  return <BookPage view={useLoaderData<typeof loader>()} />
}
