import { Button, Buttons, ButtonLink } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Tag } from '#app/ui/Marks.tsx'

export type SecondStepState = { isOn: boolean; isNeeded: boolean; codesLeft: number; setUpHref: string }

/** Logging in in two steps, on the page 'Uw account'. */
export function SecondStepSection({ state, email, error }: { state: SecondStepState; email: string; error?: string }) {
  return (
    <section className="sm-sec" aria-labelledby="stappen-kop">
      <div className="sm-sec__head">
        <h2 id="stappen-kop">Inloggen in twee stappen</h2>
        {state.isOn ? (
          <Tag tone="moss" icon="check">
            staat aan
          </Tag>
        ) : (
          <Tag>staat uit</Tag>
        )}
      </div>
      {state.isOn ? (
        <form className="form" method="post" noValidate>
          <p>
            Na uw wachtwoord vragen wij een code uit uw app. {codesLeftSay(state.codesLeft)}
            {state.isNeeded && ' Voor uw taken is dit nodig.'}
          </p>
          <div>
            <input type="email" autoComplete="username" value={email} readOnly hidden />
            <TextInput
              id="stappen-current"
              name="current"
              label="Uw wachtwoord"
              description="Nodig om hier iets te wijzigen."
              type="password"
              autoComplete="current-password"
              error={error}
            />
          </div>
          <Buttons>
            <Button variant="secondary" name="act" value="renewRecoveryCodes">
              Maak nieuwe herstelcodes
            </Button>
            {!state.isNeeded && (
              <Button variant="danger" name="act" value="endSecondStep">
                Zet twee stappen uit
              </Button>
            )}
          </Buttons>
        </form>
      ) : (
        <>
          <p className="under-2">Met een code van uw telefoon komt niemand binnen die alleen uw wachtwoord kent.</p>
          <ButtonLink href={state.setUpHref}>Zet twee stappen aan</ButtonLink>
        </>
      )}
    </section>
  )
}

function codesLeftSay(left: number): string {
  if (left === 0) return 'U hebt geen herstelcodes meer. Maak nieuwe.'
  return left === 1 ? 'U hebt nog 1 herstelcode. Maak nieuwe.' : `U hebt nog ${left} herstelcodes.`
}
