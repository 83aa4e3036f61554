import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { CheckPage } from '#app/features/partners/answering/CheckPage.tsx'
import { responsePage } from '#app/features/partners/answering/response-page.server.ts'
import { releaseResponse, takeBackResponse } from '#app/features/partners/answering/release-response.server.ts'
import { sendResponse } from '#app/features/partners/answering/send-response.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import type { Visit } from '#app/features/accounts/guard.server.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import responseStyles from '#app/features/partners/answering/response.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(responseStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Lees na: inbreng van ${data.view.partnerName}` : 'Inbreng')

export const loader = onlyFor('partner', responsePage)

const toWhole = (_: unknown, { visit }: { visit: Visit }) => ({
  to: paths.partner.response(visit.params.responseId ?? ''),
})

/** Releasing leads back here, to send; the others lead to the response as a whole. */
export const action = formAction('partner', {
  acts: [releaseResponse, takeBackResponse, sendResponse],
  done: { takeBackResponse: toWhole, sendResponse: toWhole },
})

/** The page hears of changes by itself. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false

export default function ResponseCheck() {
  return <CheckPage data={useLoaderData<typeof loader>()} />
}
