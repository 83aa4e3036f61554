import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { addOwnDisposition } from '#app/features/answers/change-own-disposition.server.ts'
import { NewDecisionPage } from '#app/features/answers/DecisionWordPage.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Nieuw eigen besluit')

export const loader = onlyFor('official', async () => ({ formKey: uuid() }), 'administrator')

export const action = formAction('official', {
  acts: [addOwnDisposition],
  done: { addOwnDisposition: () => ({ to: paths.official.decisionWords() }) },
})

export default function NewDecision() {
  return <NewDecisionPage {...useLoaderData<typeof loader>()} />
}
