import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor, type Visit } from '#app/features/accounts/guard.server.ts'
import { partnerView } from '#app/features/partners/book/book-view.server.ts'
import {
  addPartnerPerson,
  changePartnerPerson,
  removePartnerPerson,
} from '#app/features/partners/book/change-people.server.ts'
import { archivePartner, changePartner, restorePartner } from '#app/features/partners/book/change-partner.server.ts'
import { PartnerPage } from '#app/features/partners/book/PartnerPage.tsx'
import { formAction, type After } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import accountsStyles from '#app/features/accounts/accounts.css?url'
import bookStyles from '#app/features/partners/book/book.css?url'

export const links = () => stylesheets(accountsStyles, bookStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `${data?.partner.name ?? 'Organisatie'}, partnerboek`)

export const loader = onlyFor('official', partnerView)

const toPeople = (_: unknown, { visit }: { visit: Visit }): After => ({
  to: `${paths.official.partner(visit.params.partnerId ?? '')}#mensen`,
})

export const action = formAction('official', {
  acts: [changePartner, addPartnerPerson, changePartnerPerson, removePartnerPerson, archivePartner, restorePartner],
  done: { addPartnerPerson: toPeople, changePartnerPerson: toPeople, removePartnerPerson: toPeople },
})

export default function Partner() {
  return <PartnerPage view={useLoaderData<typeof loader>()} />
}
