import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { accountPage, actOnAccountPage } from '#app/features/accounts/account-page.server.ts'
import { AccountPage } from '#app/features/accounts/AccountPage.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import accountsStyles from '#app/features/accounts/accounts.css?url'
import secondStepStyles from '#app/features/accounts/second-step.css?url'

export const links = () => stylesheets(accountsStyles, secondStepStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Uw account')

export const loader = onlyFor('partner', (visit) => accountPage(visit, 'partner'))

export const action = onlyFor('partner', (visit) => actOnAccountPage(visit, 'partner'))

export default function Account() {
  return <AccountPage account={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
