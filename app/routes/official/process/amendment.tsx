import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { AmendmentPage } from '#app/features/changes/amendments/AmendmentPage.tsx'
import { amendmentPage } from '#app/features/changes/amendments/amendment-page.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { writeAmendment } from '#app/room-parts.server.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import fileStyles from '#app/features/changes/decision-file/decision-file.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(fileStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Amendement ${data.amendment.number}: ${data.amendment.title}` : 'Amendement')

export const loader = onlyFor('official', (visit) => amendmentPage(visit, 'official'))

export const action = formAction('official', { acts: [writeAmendment] })

export default function OfficialAmendment() {
  return <AmendmentPage view={useLoaderData<typeof loader>()} />
}
