import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { accountForms, accountPage } from '#app/features/accounts/account-page.server.ts'
import { AccountPage } from '#app/features/accounts/AccountPage.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { DeskMailSection } from '#app/features/workflow/DeskMailSection.tsx'
import { chooseDeskMail, wantsDeskMail } from '#app/features/workflow/messages.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import accountsStyles from '#app/features/accounts/accounts.css?url'
import secondStepStyles from '#app/features/accounts/second-step.css?url'

export const links = () => stylesheets(accountsStyles, secondStepStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Uw account')

export const loader = onlyFor('official', async (visit) => {
  const [account, wantsMail] = await Promise.all([accountPage(visit, 'official'), wantsDeskMail(visit.db, visit.actor)])
  return { account, wantsMail }
})

export const action = formAction('official', { ...accountForms, acts: [...accountForms.acts, chooseDeskMail] })

export default function Account() {
  const { account, wantsMail } = useLoaderData<typeof loader>()
  return (
    <AccountPage account={account}>
      <DeskMailSection wantsMail={wantsMail} />
    </AccountPage>
  )
}
