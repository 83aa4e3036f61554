import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnResponse } from '#app/features/partners/answering/act-on-response.server.ts'
import { OverviewPage } from '#app/features/partners/answering/OverviewPage.tsx'
import { responsePage } from '#app/features/partners/answering/response-page.server.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import responseStyles from '#app/features/partners/answering/response.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(responseStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Inbreng van ${data.view.partnerName}` : 'Inbreng')

export const loader = onlyFor('partner', async (visit) => ({
  ...(await responsePage(visit)),
  did: visit.url.searchParams.get('gedaan'),
}))

export const action = onlyFor('partner', async (visit) => {
  const answer = await actOnResponse(visit)
  return answer.done ? redirect(`${visit.url.pathname}?gedaan=${answer.act}`, 303) : data(answer, { status: 400 })
})

/** The page hears of changes by itself. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false

export default function Response() {
  const { did, ...page } = useLoaderData<typeof loader>()
  return <OverviewPage data={page} answer={useActionData<typeof action>() ?? null} did={did} />
}
