import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { OverviewPage } from '#app/features/partners/answering/OverviewPage.tsx'
import { responsePage } from '#app/features/partners/answering/response-page.server.ts'
import { askReopen } from '#app/features/partners/answering/ask-reopen.server.ts'
import { inviteColleague } from '#app/features/partners/answering/invite-colleague.server.ts'
import { takeBackNoPoints } from '#app/features/partners/answering/reopen-response.server.ts'
import { sayNoPoints } from '#app/features/partners/answering/send-response.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import responseStyles from '#app/features/partners/answering/response.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(responseStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Inbreng van ${data.view.partnerName}` : 'Inbreng')

export const loader = onlyFor('partner', responsePage)

export const action = formAction('partner', { acts: [inviteColleague, sayNoPoints, takeBackNoPoints, askReopen] })

/** The page hears of changes by itself. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false

export default function Response() {
  return <OverviewPage data={useLoaderData<typeof loader>()} />
}
