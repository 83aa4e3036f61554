import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { MIN_PASSWORD_LENGTH } from './password.ts'

export const passwordAdvice = `Minstens ${MIN_PASSWORD_LENGTH} tekens. Een zin van vier woorden onthoudt u makkelijk. Hoofdletters en cijfers hoeven niet.`

/** One field for a new password; the address stands in the form so that a password manager keeps them together. */
export function SetPassword({ email, error, button }: { email: string; error?: string; button: string }) {
  return (
    <form className="form" method="post" noValidate>
      {error && <ErrorSummary errors={[{ field: 'password', message: error }]} kept={false} />}
      <div>
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <TextInput
          name="password"
          label="Kies een wachtwoord"
          description={passwordAdvice}
          type="password"
          autoComplete="new-password"
          error={error}
          large
        />
      </div>
      <Buttons>
        <Button variant="primary-action">{button}</Button>
      </Buttons>
    </form>
  )
}
