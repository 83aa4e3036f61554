import type { ReactNode } from 'react'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import { dispositionOf, dispositions, isDecision, type Decision } from '#app/features/points/disposition.ts'
import { FieldError, TextInput } from '#app/ui/Field.tsx'

/**
 * The eight decisions, each with its number on the keyboard and the municipality's own ones under the one that they count as, and to
 * whom it was forwarded. The same number again goes on to those.
 */
export function DecisionFields({
  value,
  error,
  forwardedTo,
}: {
  value: string
  error: string | undefined
  forwardedTo: { name: string; defaultValue: string; error?: string }
}) {
  const words = useDecisionWords()
  // One that went out of use stays what it is until someone chooses another.
  const old = isDecision(value) && !words.offered.includes(value) ? [value] : []
  const all = [...words.offered, ...old]
  const under = (disposition: string) => all.filter((decision) => dispositionOf(decision) === disposition)
  const forwarded = words.of('forwarded').label
  return (
    <>
      <fieldset
        className="it-decision"
        data-keys="antwoord"
        role="radiogroup"
        aria-labelledby="besluit"
        aria-describedby={error ? 'disposition-fout' : undefined}
        onKeyDown={(event) => {
          const disposition = dispositions[Number(event.key) - 1]
          if (!disposition || event.ctrlKey || event.altKey || event.metaKey) return
          const radios = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[value^="${disposition}"]`)]
          const radio = radios[(radios.findIndex(({ checked }) => checked) + 1) % radios.length]
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
            <div key={disposition}>
              {under(disposition).map((decision) => (
                <Choice key={decision} {...{ decision, at }} isChosen={decision === value} />
              ))}
            </div>
          ))}
        </div>
      </fieldset>
      <div className="it-forward">
        <TextInput
          {...forwardedTo}
          label="Doorgeleid naar"
          optional={!value.startsWith('forwarded')}
          description={`Alleen bij “${forwarded}”: aan wie hebt u dit punt gegeven?`}
        />
      </div>
    </>
  )
}

function Choice({ decision, at, isChosen }: { decision: Decision; at: number; isChosen: boolean }) {
  const words = useDecisionWords()
  const isOwn = dispositionOf(decision) !== decision
  return (
    <label className={isOwn ? 'it-own' : undefined} title={words.of(decision).explanation}>
      <input
        className="utrecht-radio-button utrecht-radio-button--html-input"
        type="radio"
        id={isOwn ? undefined : at === 0 ? 'disposition' : `disposition-${at + 1}`}
        name="disposition"
        value={decision}
        defaultChecked={isChosen}
        aria-keyshortcuts={String(at + 1)}
      />
      <DispositionBadge disposition={decision} />
    </label>
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
