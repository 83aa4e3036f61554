import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { DataList, Tag } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { passwordAdvice } from './SetPassword.tsx'

type Session = { storedId: string; device: string; since: string; isThisOne: boolean }

/** 'Uw account': who you are here, where you are logged in, and your password. */
export function AccountPage({ account, errors = {} }: {
  account: { name: string; email: string; roles: string[]; innerRoles: string[]; sessions: Session[]; done: string | null }
  errors?: Record<string, string>
}) {
  const summary = Object.entries(errors).map(([field, message]) => ({ field: field || undefined, message }))
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4 stack">
        <ErrorSummary errors={summary} kept="Vul uw wachtwoorden opnieuw in." />
        <h1>Uw account</h1>
        {account.done && summary.length === 0 && <Notice kind="success" live>{account.done}</Notice>}
      </div>
      <div className="cols">
        <div className="sm-col">
          <SessionList sessions={account.sessions} />
          <section className="sm-sec" aria-labelledby="wachtwoord-kop">
            <h2 id="wachtwoord-kop" className="under-3">Wachtwoord wijzigen</h2>
            <form className="form" method="post" noValidate>
              <div>
                <input type="email" name="username" autoComplete="username" value={account.email} readOnly hidden />
                <TextInput name="current" label="Uw huidige wachtwoord" type="password" autoComplete="current-password" error={errors.current} />
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
                <Button variant="primary-action" name="intent" value="changePassword">
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
        </aside>
      </div>
    </Page>
  )
}

function SessionList({ sessions }: { sessions: Session[] }) {
  return (
    <section className="sm-sec" aria-labelledby="sessies-kop">
      <div className="sm-sec__head">
        <h2 id="sessies-kop">Waar u bent ingelogd</h2>
        <form method="post">
          <Button variant="danger" small name="intent" value="endAll" icon="log-out">
            Log overal uit
          </Button>
        </form>
      </div>
      <ul className="acc-list">
        {sessions.map((session) => (
          <li key={session.storedId}>
            <div>
              <p>
                <b>{session.device}</b> {session.isThisOne && <Tag tone="moss" icon="check">dit apparaat</Tag>}
              </p>
              <p className="soft small">ingelogd op {session.since}</p>
            </div>
            {!session.isThisOne && (
              <form method="post">
                <input type="hidden" name="session" value={session.storedId} />
                <Button variant="quiet" small name="intent" value="endSession">
                  Log uit
                  <span className="vh"> op {session.device}, ingelogd op {session.since}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <p className="soft small gap-1">
        <Icon name="info" /> Herkent u een apparaat niet? Log het uit en kies een nieuw wachtwoord.
      </p>
    </section>
  )
}
