import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnPartner } from '#app/features/partners/book/act-on-book.server.ts'
import { partnerView } from '#app/features/partners/book/book-view.server.ts'
import { PartnerPage } from '#app/features/partners/book/PartnerPage.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import accountsStyles from '#app/features/accounts/accounts.css?url'
import bookStyles from '#app/features/partners/book/book.css?url'

export const links = () => stylesheets(accountsStyles, bookStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `${data?.partner.name ?? 'Organisatie'}, partnerboek`)

export const loader = onlyFor('official', partnerView)

export const action = onlyFor(
  'official',
  async ({ db, actor, params, request, now }) => {
    const answer = await actOnPartner({
      db,
      by: actor,
      form: await request.formData(),
      now,
      partnerId: params.partnerId ?? '',
    })
    return 'goTo' in answer ? redirect(answer.goTo, 303) : data(answer, { status: 400 })
  },
  'processor',
)

export default function Partner() {
  return <PartnerPage view={useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
