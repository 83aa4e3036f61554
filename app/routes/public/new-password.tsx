import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { homeOf } from '#app/features/accounts/account.ts'
import { DeadLink } from '#app/features/accounts/DeadLink.tsx'
import { enterByLink } from '#app/features/accounts/enter.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { clearTokenCookie, tokenCookie, tokenFromCookie } from '#app/features/accounts/link-token.server.ts'
import { accountOfResetToken, resetPassword } from '#app/features/accounts/reset-password.server.ts'
import { SetPassword } from '#app/features/accounts/SetPassword.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Nieuw wachtwoord')

const PAGE = paths.public.newPassword()

export const loader = forEveryone(async ({ db, municipality, params, request, context, now }) => {
  if (params.token) {
    setCookies(context.headers, tokenCookie('newPassword', params.token, context.secure))
    throw redirect(PAGE, 303)
  }
  const token = tokenFromCookie('newPassword', request.headers.get('cookie'))
  const account = await accountOfResetToken(db, municipality.id, token, now)
  return { email: account?.email ?? null }
})

export const action = formAction('everyone', {
  acts: [resetPassword],
  given: ({ request }) => ({ token: tokenFromCookie('newPassword', request.headers.get('cookie')) ?? '' }),
  done: {
    async resetPassword({ accountId }, { visit }) {
      const outcome = await enterByLink(visit, accountId)
      const { headers, secure } = visit.context
      setCookies(headers, clearTokenCookie('newPassword', secure))
      return { to: outcome.step === 'done' ? homeOf(outcome) : paths.public.logInCode(), say: null }
    },
  },
})

export default function NewPassword() {
  const { email } = useLoaderData<typeof loader>()
  if (!email) {
    return (
      <Page>
        <DeadLink title="Deze link werkt niet meer" href={paths.public.forgotPassword()} action="Vraag een nieuwe link">
          Een link werkt één keer, en hoogstens een uur.
        </DeadLink>
      </Page>
    )
  }
  return (
    <Page>
      <div className="form under-4">
        <h1>Kies een nieuw wachtwoord</h1>
        <p className="lede">Voor {email}. Daarna bent u ingelogd, en op alle andere apparaten uitgelogd.</p>
      </div>
      <SetPassword act="resetPassword" email={email} button="Bewaar wachtwoord" />
    </Page>
  )
}
