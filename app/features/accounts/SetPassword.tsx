import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { MIN_PASSWORD_LENGTH } from './password.ts'

export const passwordAdvice = `Minstens ${MIN_PASSWORD_LENGTH} tekens. Een zin van vier woorden onthoudt u makkelijk. Hoofdletters en cijfers hoeven niet.`

/** One field for a new password; the address stands in the form so that a password manager keeps them together. */
export function SetPassword({ act, email, button }: { act: string; email: string; button: string }) {
  const { errors } = useForm(act)
  const error = Object.values(errors)[0]
  return (
    <form className="form" method="post" noValidate>
      {error && <ErrorSummary errors={[{ field: 'password', message: error }]} kept={false} />}
      <div>
        <input type="email" autoComplete="username" value={email} readOnly hidden />
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
        <Button variant="primary-action" name="act" value={act}>
          {button}
        </Button>
      </Buttons>
    </form>
  )
}
