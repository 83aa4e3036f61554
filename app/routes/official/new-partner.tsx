import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { addPartner } from '#app/features/partners/book/change-partner.server.ts'
import { NewPartnerPage } from '#app/features/partners/book/NewPartnerPage.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Nieuwe organisatie')

export const loader = onlyFor('official', async () => ({ formKey: uuid() }), 'processor')

export const action = formAction('official', {
  acts: [addPartner],
  done: { addPartner: (id) => ({ to: paths.official.partner(id) }) },
})

export default function NewPartner() {
  return <NewPartnerPage {...useLoaderData<typeof loader>()} />
}
