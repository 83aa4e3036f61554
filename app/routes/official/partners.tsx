import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnBook } from '#app/features/partners/book/act-on-book.server.ts'
import { bookView } from '#app/features/partners/book/book-view.server.ts'
import { BookPage } from '#app/features/partners/book/BookPage.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import bookStyles from '#app/features/partners/book/book.css?url'

export const links = () => stylesheets(bookStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Partnerboek')

export const loader = onlyFor('official', bookView)

export const action = onlyFor(
  'official',
  async ({ db, actor, request, now }) => {
    const answer = await actOnBook({ db, by: actor, form: await request.formData(), now })
    return 'goTo' in answer ? redirect(answer.goTo, 303) : data(answer, { status: 400 })
  },
  'processor',
)

export default function Partners() {
  return <BookPage view={useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
