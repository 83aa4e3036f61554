import type { ReactNode } from 'react'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { dispositions, dispositionWords } from '#app/features/points/disposition.ts'
import { FieldError, TextInput } from '#app/ui/Field.tsx'

/** The eight decisions, each with its number on the keyboard, and to whom it was forwarded. */
export function DecisionFields({
  value,
  error,
  forwardedTo,
}: {
  value: string
  error: string | undefined
  forwardedTo: { name: string; defaultValue: string; error?: string }
}) {
  return (
    <>
      <fieldset
        className="it-decision"
        data-keys="antwoord"
        role="radiogroup"
        aria-labelledby="besluit"
        aria-describedby={error ? 'disposition-fout' : undefined}
        onKeyDown={(event) => {
          const chosen = dispositions[Number(event.key) - 1]
          if (!chosen || event.ctrlKey || event.altKey || event.metaKey) return
          const radio = event.currentTarget.querySelector<HTMLInputElement>(`input[value="${chosen}"]`)
          event.preventDefault()
          radio?.focus()
          radio?.click()
        }}
      >
        <div className="sm-lab">
          <legend id="besluit">Besluit</legend>
          <kbd aria-hidden="true">B</kbd>
        </div>
        {error && <FieldError id="disposition-fout">{error}</FieldError>}
        <div className="it-choices">
          {dispositions.map((disposition, at) => (
            <label key={disposition} title={dispositionWords[disposition].explanation}>
              <input
                className="utrecht-radio-button utrecht-radio-button--html-input"
                type="radio"
                id={at === 0 ? 'disposition' : `disposition-${at + 1}`}
                name="disposition"
                value={disposition}
                defaultChecked={disposition === value}
                aria-keyshortcuts={String(at + 1)}
              />
              <DispositionBadge disposition={disposition} />
            </label>
          ))}
        </div>
      </fieldset>
      <div className="it-forward">
        <TextInput
          {...forwardedTo}
          label="Doorgeleid naar"
          optional={value !== 'forwarded'}
          description="Alleen bij “Doorgeleid”: aan wie hebt u dit punt gegeven?"
        />
      </div>
    </>
  )
}

/** A label with the key that leads to its field. */
export function Lab({ htmlFor, children, keyName }: { htmlFor: string; children: ReactNode; keyName: string }) {
  return (
    <div className="sm-lab">
      <label htmlFor={htmlFor}>{children}</label>
      <kbd aria-hidden="true">{keyName}</kbd>
    </div>
  )
}
