import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { accountForms, accountPage } from '#app/features/accounts/account-page.server.ts'
import { AccountPage } from '#app/features/accounts/AccountPage.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import accountsStyles from '#app/features/accounts/accounts.css?url'
import secondStepStyles from '#app/features/accounts/second-step.css?url'

export const links = () => stylesheets(accountsStyles, secondStepStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Uw account')

export const loader = onlyFor('partner', (visit) => accountPage(visit, 'partner'))

export const action = formAction('partner', accountForms)

export default function Account() {
  return <AccountPage account={useLoaderData<typeof loader>()} />
}
