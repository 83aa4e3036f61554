import type { ReactNode } from 'react'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { KnownDevices, SessionList, type OwnDevice, type OwnSession } from './DeviceLists.tsx'
import { codesIn, RecoveryCodes } from './RecoveryCodes.tsx'
import { SecondStepSection, type SecondStepState } from './SecondStepSection.tsx'
import { passwordAdvice } from './SetPassword.tsx'

type Account = {
  name: string
  email: string
  roles: string[]
  innerRoles: string[]
  sessions: OwnSession[]
  devices: OwnDevice[]
  secondStep: SecondStepState
  done: string | null
}

/** 'Uw account': who you are here, where you are logged in, your password and your second step. */
export function AccountPage({
  account,
  children,
}: {
  account: Account
  /** What an area adds. */ children?: ReactNode
}) {
  const { errors, answer: refused } = useForm('changePassword')
  const steps = useForm(['renewRecoveryCodes', 'endSecondStep'])
  const codes = codesIn(steps.answer)
  const summary = [...listedErrors(errors), ...listedErrors(steps.errors, (field) => `stappen-${field}`)]
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4 stack">
        <ErrorSummary errors={summary} kept="Vul uw wachtwoord opnieuw in." />
        <h1>Uw account</h1>
        {codes && (
          <section className="stack" aria-labelledby="codes-kop">
            <h2 id="codes-kop">Uw nieuwe herstelcodes</h2>
            <RecoveryCodes codes={codes} />
          </section>
        )}
        {account.done && !refused && !steps.answer && (
          <Notice kind="success" live>
            {account.done}
          </Notice>
        )}
      </div>
      <div className="cols">
        <div className="sm-col">
          <SessionList sessions={account.sessions} />
          <KnownDevices devices={account.devices} />
          <SecondStepSection state={account.secondStep} email={account.email} error={steps.errors.current} />
          <section className="sm-sec" aria-labelledby="wachtwoord-kop">
            <h2 id="wachtwoord-kop" className="under-3">
              Wachtwoord wijzigen
            </h2>
            <form className="form" method="post" noValidate>
              <div>
                <input type="email" autoComplete="username" value={account.email} readOnly hidden />
                <TextInput
                  name="current"
                  label="Uw huidige wachtwoord"
                  type="password"
                  autoComplete="current-password"
                  error={errors.current}
                />
                <TextInput
                  name="password"
                  label="Nieuw wachtwoord"
                  description={passwordAdvice}
                  type="password"
                  autoComplete="new-password"
                  error={errors.password}
                />
              </div>
              <Buttons>
                <Button variant="primary-action" name="act" value="changePassword">
                  Wijzig wachtwoord
                </Button>
              </Buttons>
              <p className="soft small">Daarna bent u op al uw andere apparaten uitgelogd.</p>
            </form>
          </section>
        </div>
        <aside className="sm-col">
          <section className="sm-sec" aria-labelledby="gegevens-kop">
            <h2 id="gegevens-kop">Uw gegevens</h2>
            <DataList
              items={[
                { term: 'Naam', value: account.name },
                { term: 'E-mailadres, hiermee logt u in', value: account.email },
                { term: account.roles.length > 1 ? 'Rollen' : 'Rol', value: account.roles.join(', ') },
                ...(account.innerRoles.length > 0 ? [{ term: 'Taken', value: account.innerRoles.join(', ') }] : []),
              ]}
            />
            <p className="soft small gap-1">Klopt er iets niet? De beheerder van uw gemeente past het aan.</p>
          </section>
          {children}
        </aside>
      </div>
    </Page>
  )
}
