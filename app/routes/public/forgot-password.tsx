import { setTimeout as sleep } from 'node:timers/promises'
import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { requestPasswordReset } from '#app/features/accounts/request-password-reset.server.ts'
import { CallOrMail } from '#app/features/municipalities/HelpAddress.tsx'
import { paths } from '#app/paths.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

/** Every answer takes at least this long, so that its speed does not tell whether there was a message to send. */
const MIN_MILLISECONDS = 250

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Wachtwoord vergeten')

export const loader = forEveryone(async ({ municipality: { name, helpPhone, contactEmail }, url }) => {
  return { municipality: { name, helpPhone, contactEmail }, sent: url.searchParams.get('verstuurd') === 'ja' }
})

export const action = forEveryone(async ({ request, db, municipality, context, origin, browser, now }) => {
  const form = await request.formData()
  const email = String(form.get('email') ?? '').trim()
  const again = (error: string, status: number) => data({ error, email }, { status })
  if (!z.email().safeParse(email).success) return again('Vul een e-mailadres in zoals naam@organisatie.nl', 400)
  const input = { email, clientAddress: context.clientAddress, deviceToken: browser.deviceToken, baseUrl: origin }
  try {
    await Promise.all([requestPasswordReset(db, municipality, input, now, context.secret), sleep(MIN_MILLISECONDS)])
  } catch (error) {
    if (error instanceof TooManyAttempts) context.headers.append('Retry-After', String(error.secondsToWait))
    return again(errorsOfRefusal(error)[''] ?? '', error instanceof TooManyAttempts ? 429 : 400)
  }
  return redirect(`${paths.public.forgotPassword()}?verstuurd=ja`, 303)
})

export default function ForgotPassword() {
  const { municipality, sent } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (sent && !answer) {
    return (
      <Page>
        <div className="form">
          <h1>Kijk in uw e-mail</h1>
          <p className="lede">
            Heeft dit e-&#8288;mailadres een account? Dan krijgt u een e-&#8288;mail met een link. Daarmee kiest u een nieuw wachtwoord. De
            link werkt één uur. Kreeg u het laatste halfuur al zo’n e-&#8288;mail? Dan werkt die link nog.
          </p>
          <p>
            Geen e-&#8288;mail gekregen? Kijk ook bij ongewenste e-&#8288;mail. Of vraag de beheerder van uw gemeente welk adres uw account
            heeft.
            {(municipality.helpPhone !== '' || municipality.contactEmail !== '') && (
              <>
                {' '}
                Of <CallOrMail small {...municipality} />.
              </>
            )}
          </p>
          <GoLink href={paths.public.logIn()} arrow>
            Naar inloggen
          </GoLink>
        </div>
      </Page>
    )
  }
  return (
    <Page>
      <BackLink href={paths.public.logIn()}>Terug naar inloggen</BackLink>
      <form className="form gap-2" method="post" noValidate>
        {answer && <ErrorSummary errors={[{ field: 'email', message: answer.error }]} />}
        <h1>Wachtwoord vergeten</h1>
        <p className="lede">Vul uw e-&#8288;mailadres in. Wij sturen u een link waarmee u een nieuw wachtwoord kiest.</p>
        <TextInput
          name="email"
          label="E-mailadres"
          description="Het adres waarmee u inlogt."
          type="email"
          autoComplete="username"
          defaultValue={answer?.email}
          error={answer?.error}
        />
        <Buttons>
          <Button variant="primary-action">Stuur mij een link</Button>
        </Buttons>
      </form>
    </Page>
  )
}
