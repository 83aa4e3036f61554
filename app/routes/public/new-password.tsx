import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { homeOf } from '#app/features/accounts/account.ts'
import { DeadLink } from '#app/features/accounts/DeadLink.tsx'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { clearTokenCookie, tokenCookie, tokenFromCookie } from '#app/features/accounts/link-token.server.ts'
import { takeNextStep } from '#app/features/accounts/next-step.server.ts'
import { accountOfResetToken, resetPassword } from '#app/features/accounts/reset-password.server.ts'
import { SetPassword } from '#app/features/accounts/SetPassword.tsx'
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

export const action = forEveryone(async ({ db, site, municipality, request, context, browser, origin, now }) => {
  const token = tokenFromCookie('newPassword', request.headers.get('cookie')) ?? ''
  const password = String((await request.formData()).get('password') ?? '')
  try {
    const { accountId } = await resetPassword(db, municipality, { token, password, baseUrl: origin }, now)
    const outcome = await takeNextStep(db, site, { ...browser, accountId, baseUrl: origin, byLink: true }, now, context.secret)
    setCookies(context.headers, ...outcome.cookies, clearTokenCookie('newPassword', context.secure))
    return redirect(outcome.step === 'done' ? homeOf(outcome) : paths.public.logInCode(), 303)
  } catch (error) {
    return data({ errors: errorsOfRefusal(error) }, { status: 400 })
  }
})

export default function NewPassword() {
  const { email } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors
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
      <SetPassword email={email} error={errors?.password ?? errors?.['']} button="Bewaar wachtwoord" />
    </Page>
  )
}
