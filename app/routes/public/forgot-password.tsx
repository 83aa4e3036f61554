import { setTimeout as sleep } from 'node:timers/promises'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { requestPasswordReset } from '#app/features/accounts/request-password-reset.server.ts'
import { CallOrMail } from '#app/features/municipalities/HelpAddress.tsx'
import { listedErrors } from '#app/form-errors.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

/** Every answer takes at least this long, so that its speed does not tell whether there was a message to send. */
const MIN_MILLISECONDS = 250

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Wachtwoord vergeten')

export const loader = forEveryone(async (visit) => {
  const { name, helpPhone, contactEmail } = visit.municipality
  return { municipality: { name, helpPhone, contactEmail }, sent: saidHere(visit) !== null }
})

export const action = formAction('everyone', {
  acts: [requestPasswordReset],
  done: {
    async requestPasswordReset(_, { visit: { now } }) {
      const soFar = Math.max(0, Date.now() - now.getTime())
      await sleep(Math.max(0, MIN_MILLISECONDS - soFar))
      return {}
    },
  },
})

export default function ForgotPassword() {
  const { municipality, sent } = useLoaderData<typeof loader>()
  const { answer, errors, field } = useForm('requestPasswordReset')
  if (sent && !answer) {
    return (
      <Page>
        <div className="form">
          <h1>Kijk in uw e-mail</h1>
          <p className="lede">
            Heeft dit e-&#8288;mailadres een account? Dan krijgt u een e-&#8288;mail met een link. Daarmee kiest u een
            nieuw wachtwoord. De link werkt één uur. Kreeg u het laatste halfuur al zo’n e-&#8288;mail? Dan werkt die
            link nog.
          </p>
          <p>
            Geen e-&#8288;mail gekregen? Kijk ook bij ongewenste e-&#8288;mail. Of vraag de beheerder van uw gemeente
            welk adres uw account heeft.
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
        {answer && <ErrorSummary errors={listedErrors(errors, () => 'email')} />}
        <h1>Wachtwoord vergeten</h1>
        <p className="lede">
          Vul uw e-&#8288;mailadres in. Wij sturen u een link waarmee u een nieuw wachtwoord kiest.
        </p>
        <TextInput
          {...field('email')}
          label="E-mailadres"
          description="Het adres waarmee u inlogt."
          type="email"
          autoComplete="username"
          error={Object.values(errors)[0]}
        />
        <Buttons>
          <Button variant="primary-action" name="act" value="requestPasswordReset">
            Stuur mij een link
          </Button>
        </Buttons>
      </form>
    </Page>
  )
}
