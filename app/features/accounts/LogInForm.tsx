import { paths, withQuery } from '#app/paths.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { KEPT_FIELD, type InterruptedPost } from './interrupted-post.ts'

/** The form that opens a session; `kept` is what was written when the session turned out to have ended. */
export function LogInForm({
  error,
  email,
  returnTo,
  kept,
}: {
  error?: string
  email?: string
  returnTo?: string | null
  kept?: InterruptedPost | null
}) {
  return (
    <form
      className="form"
      method="post"
      action={withQuery(paths.public.logIn(), { terug: returnTo ?? null })}
      encType={kept ? 'multipart/form-data' : undefined}
      noValidate
    >
      {error && (
        <ErrorSummary
          heading="Inloggen is niet gelukt"
          errors={[{ field: 'password', message: error }]}
          kept={kept ? 'Wat u schreef is nog steeds bewaard.' : 'Vul uw wachtwoord opnieuw in.'}
        />
      )}
      {kept && <input type="hidden" name={KEPT_FIELD} value={JSON.stringify(kept)} />}
      <div>
        <TextInput name="email" label="E-mailadres" type="email" autoComplete="username" defaultValue={email} />
        <TextInput name="password" label="Wachtwoord" type="password" autoComplete="current-password" />
      </div>
      <Buttons>
        <Button variant="primary-action" name="act" value="logIn">
          Log in
        </Button>
        {!kept && <a href={paths.public.forgotPassword()}>Wachtwoord vergeten?</a>}
      </Buttons>
      {kept && (
        <p className="soft small">
          Wachtwoord vergeten? Laat deze pagina open staan en{' '}
          <a href={paths.public.forgotPassword()} target="_blank" rel="noreferrer">
            vraag een nieuw wachtwoord in een nieuw tabblad
          </a>
          .
        </p>
      )}
    </form>
  )
}
