import { paths, withQuery } from '#app/paths.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { KEPT_FIELD, type InterruptedPost } from './interrupted-post.ts'

/** The second step of logging in: the code of the app, or a recovery code. */
export function SecondStepForm({
  errors = {},
  returnTo,
  kept,
}: {
  errors?: Record<string, string>
  returnTo?: string | null
  kept?: InterruptedPost | null
}) {
  const summary = Object.entries(errors).map(([field, message]) => ({ field: field || 'code', message }))
  return (
    <form
      className="form"
      method="post"
      action={withQuery(paths.public.logInCode(), { terug: returnTo ?? null })}
      encType={kept ? 'multipart/form-data' : undefined}
      noValidate
    >
      <ErrorSummary
        heading="Inloggen is niet gelukt"
        errors={summary}
        kept={kept ? 'Wat u schreef is nog steeds bewaard.' : false}
      />
      <h1>Nog één stap: uw code</h1>
      <p className="lede">Open de app op uw telefoon waarmee u codes maakt. Vul de code in die bij Saomen staat.</p>
      {kept && <input type="hidden" name={KEPT_FIELD} value={JSON.stringify(kept)} />}
      <TextInput
        name="code"
        label="Code uit de app"
        description="Zes cijfers. Elke halve minuut komt er een nieuwe."
        autoComplete="one-time-code"
        inputMode="numeric"
        width="code"
        large
        error={errors.code}
      />
      <Fold summary="Geen telefoon bij de hand?" open={errors.recovery !== undefined}>
        <TextInput
          name="recovery"
          label="Herstelcode"
          description="Een van de tien codes die u kreeg toen u dit aanzette. Elke code werkt één keer. Laat het vak hierboven dan leeg."
          autoComplete="off"
          spellCheck={false}
          optional
          error={errors.recovery}
        />
        <p className="soft small gap-1">
          Ook geen herstelcode? Vraag een andere beheerder van uw gemeente om uw tweede stap te wissen.
        </p>
      </Fold>
      <Buttons>
        <Button variant="primary-action" name="act" value="passSecondStep">
          Log in
        </Button>
        <a href={paths.public.logIn()}>Terug naar inloggen</a>
      </Buttons>
    </form>
  )
}
