import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { userActs, usersPage } from '#app/features/accounts/users-page.server.ts'
import { UsersPage } from '#app/features/accounts/UsersPage.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import accountsStyles from '#app/features/accounts/accounts.css?url'

export const links = () => stylesheets(accountsStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Gebruikers')

export const loader = onlyFor('official', usersPage, 'administrator')

export const action = formAction('official', { acts: userActs })

export default function Users() {
  return <UsersPage page={useLoaderData<typeof loader>()} />
}
