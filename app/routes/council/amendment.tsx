import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { AmendmentPage } from '#app/features/changes/amendments/AmendmentPage.tsx'
import { amendmentPage } from '#app/features/changes/amendments/amendment-page.server.ts'
import {
  addAmendmentPart,
  changeAmendmentPart,
  removeAmendmentPart,
} from '#app/features/changes/amendments/amendment-parts.server.ts'
import { changeAmendment } from '#app/features/changes/amendments/enter-amendment.server.ts'
import { reopenAmendment, settleAmendment } from '#app/features/changes/amendments/settle-amendment.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import fileStyles from '#app/features/changes/decision-file/decision-file.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(fileStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Amendement ${data.amendment.number}: ${data.amendment.title}` : 'Amendement')

export const loader = onlyFor('council', (visit) => amendmentPage(visit, 'council'))

export const action = formAction('council', {
  acts: [changeAmendment, addAmendmentPart, changeAmendmentPart, removeAmendmentPart, settleAmendment, reopenAmendment],
  done: {
    reopenAmendment: ({ wasWritten }) => (wasWritten ? { say: 'writtenStays' } : {}),
  },
})

export default function CouncilAmendment() {
  return <AmendmentPage view={useLoaderData<typeof loader>()} />
}
