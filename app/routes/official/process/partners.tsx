import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor, type Visit } from '#app/features/accounts/guard.server.ts'
import { reopenResponse } from '#app/features/partners/answering/reopen-response.server.ts'
import { filteredAsBefore } from '#app/features/partners/asking/asking-form.ts'
import { askingView } from '#app/features/partners/asking/asking-view.server.ts'
import { AskingPage } from '#app/features/partners/asking/AskingPage.tsx'
import { invitePartners } from '#app/features/partners/asking/invite-partners.server.ts'
import { remindPartners } from '#app/features/partners/asking/remind-partners.server.ts'
import { unchoosePartners } from '#app/features/partners/asking/unchoose-partners.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import bookStyles from '#app/features/partners/book/book.css?url'
import askingStyles from '#app/features/partners/asking/asking.css?url'

export const links = () => stylesheets(workStyles, bookStyles, askingStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Partners, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', askingView)

type At = { visit: Visit }
const here = ({ visit: { params, url } }: At) => filteredAsBefore(params.slug ?? '', url.searchParams)
const organisations = (at: At) => `${here(at)}#organisaties`

export const action = formAction('official', {
  acts: [invitePartners, unchoosePartners, remindPartners, reopenResponse],
  done: {
    invitePartners: ({ waits, added, mailed, blocked }, at) => ({
      to: organisations(at),
      say: waits ? 'chosePartners' : 'invitePartners',
      facts: { added, mailed, blocked },
    }),
    unchoosePartners: (removed, at) => ({ to: here(at), facts: { removed } }),
    remindPartners: (facts, at) => ({ to: organisations(at), facts }),
    reopenResponse: (_, at) => ({ to: here(at) }),
  },
})

export default function Partners() {
  return <AskingPage view={useLoaderData<typeof loader>()} />
}
