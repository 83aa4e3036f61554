import { listedErrors } from '#app/form-errors.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

type ToSetUp = {
  email: string
  /** In groups of four. */
  secret: string
  uri: string
  qr: { size: number; path: string }
  /** Whether nothing else can be done before it. */
  isNeeded: boolean
}

/** Turning on logging in in two steps: an app gets the secret, and its first code shows that it did. */
export function SecondStepSetUp({
  setUp,
  returnTo,
  errors = {},
}: {
  setUp: ToSetUp
  returnTo: string
  errors?: Record<string, string>
}) {
  return (
    <form className="form" method="post" noValidate>
      <ErrorSummary errors={listedErrors(errors)} kept="Vul uw wachtwoord en een nieuwe code in." />
      <h1>Inloggen in twee stappen</h1>
      <p className="lede">
        {setUp.isNeeded
          ? 'Uw taken zijn zo belangrijk dat een wachtwoord alleen te weinig is. Zet de tweede stap nu aan. Dat duurt twee minuten, en daarna gaat u verder.'
          : 'Met een code van uw telefoon komt niemand binnen die alleen uw wachtwoord kent.'}
      </p>
      <section className="stack" aria-labelledby="app-kop">
        <h2 id="app-kop">1. Zet Saomen in een app die codes maakt</h2>
        <p>
          Bijvoorbeeld 2FAS, Aegis, Google Authenticator, Microsoft Authenticator of uw wachtwoordkluis. Scan dit
          plaatje met die app.
        </p>
        <svg
          className="acc-qr"
          viewBox={`0 0 ${setUp.qr.size} ${setUp.qr.size}`}
          role="img"
          aria-label="QR-code met de sleutel voor uw app"
          shapeRendering="crispEdges"
        >
          <rect className="acc-qr__ground" width={setUp.qr.size} height={setUp.qr.size} />
          <path className="acc-qr__dark" d={setUp.qr.path} />
        </svg>
        <p>
          Leest u dit op uw telefoon? <a href={setUp.uri}>Open de sleutel in de app</a>. Of typ deze sleutel over in de
          app:
        </p>
        <p className="acc-secret">{setUp.secret}</p>
      </section>
      <section aria-labelledby="code-kop">
        <h2 id="code-kop" className="under-2">
          2. Vul de code in die de app toont
        </h2>
        <input type="email" autoComplete="username" value={setUp.email} readOnly hidden />
        <TextInput
          name="code"
          label="Code uit de app"
          description="Zes cijfers. Elke halve minuut komt er een nieuwe."
          autoComplete="one-time-code"
          inputMode="numeric"
          width="code"
          error={errors.code}
        />
        <TextInput
          name="current"
          label="Uw wachtwoord"
          description="Zo weten wij dat u het bent."
          type="password"
          autoComplete="current-password"
          error={errors.current}
        />
      </section>
      <Buttons>
        <Button variant="primary-action" name="act" value="setUpSecondStep">
          Zet twee stappen aan
        </Button>
        {!setUp.isNeeded && <GoLink href={returnTo}>Nu niet</GoLink>}
      </Buttons>
    </form>
  )
}

/** After it: the codes for when the phone is gone, and on to where the person was going. */
export function SecondStepIsOn({ codes, returnTo }: { codes: readonly string[]; returnTo: string }) {
  return (
    <div className="form">
      <h1>U logt nu in twee stappen in</h1>
      <p className="lede">Bent u uw telefoon kwijt? Dan logt u in met een van deze herstelcodes.</p>
      <RecoveryCodes codes={codes} />
      <p>
        <GoLink href={returnTo} arrow>
          Ik heb de codes bewaard, ga verder
        </GoLink>
      </p>
    </div>
  )
}

/** For who comes here again. */
export function SecondStepWasOn({ accountHref }: { accountHref: string }) {
  return (
    <div className="form">
      <h1>Inloggen in twee stappen</h1>
      <Notice kind="success">Dit staat al aan voor uw account.</Notice>
      <p>
        <GoLink href={accountHref} arrow>
          Naar uw account
        </GoLink>
      </p>
    </div>
  )
}
