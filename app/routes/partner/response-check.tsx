import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnResponse } from '#app/features/partners/answering/act-on-response.server.ts'
import { CheckPage } from '#app/features/partners/answering/CheckPage.tsx'
import { responsePage } from '#app/features/partners/answering/response-page.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export { links } from '#app/features/partners/answering/response-styles.ts'

export const handle: Handle = { interactive: true }

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Lees na: inbreng van ${data.view.partnerName}` : 'Inbreng')

export const loader = onlyFor('partner', async (visit) => ({
  ...(await responsePage(visit)),
  did: visit.url.searchParams.get('gedaan'),
}))

/** Releasing leads back here, to send; the others lead to the response as a whole. */
export const action = onlyFor('partner', async (visit) => {
  const answer = await actOnResponse(visit)
  if (!answer.done) return data(answer, { status: 400 })
  const leadsTo = answer.act === 'geef-vrij' ? paths.partner.responseCheck : paths.partner.response
  return redirect(withQuery(leadsTo(visit.params.responseId ?? ''), { gedaan: answer.act }), 303)
})

/** The page hears of changes by itself. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false

export default function ResponseCheck() {
  const { did, ...page } = useLoaderData<typeof loader>()
  return <CheckPage data={page} answer={useActionData<typeof action>() ?? null} did={did} />
}
