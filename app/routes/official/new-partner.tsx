import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnNewPartner } from '#app/features/partners/book/act-on-book.server.ts'
import { newPartnerKey } from '#app/features/partners/book/book-view.server.ts'
import { NewPartnerPage } from '#app/features/partners/book/NewPartnerPage.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Nieuwe organisatie')

export const loader = onlyFor('official', async () => ({ formKey: newPartnerKey() }), 'processor')

export const action = onlyFor(
  'official',
  async ({ db, actor, request, now }) => {
    const answer = await actOnNewPartner({ db, by: actor, form: await request.formData(), now })
    return 'goTo' in answer ? redirect(answer.goTo, 303) : data(answer, { status: 400 })
  },
  'processor',
)

export default function NewPartner() {
  return <NewPartnerPage {...useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
