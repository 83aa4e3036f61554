import type { ReactNode } from 'react'
import { Field } from '#app/ui/Field.tsx'
import { KeptOnDevice, OfferFromDevice } from './KeptOnDevice.tsx'
import onReactionForm from './on-reaction-form.ts?island'

const FIELD = 'tekst'

/**
 * The text of a reaction, or the reason of a proposal. With JavaScript it is also kept on the device while someone types, and offered back after a
 * crash; without, it is a textarea like any other. What only a script shows waits in templates.
 */
export function ReactionText({
  processId,
  text,
  label,
  description,
  error,
  quiet,
  isReason,
}: {
  processId: string
  text: string
  label: ReactNode
  description: ReactNode
  error?: string
  /** The page already speaks of a text: what this device kept besides is offered at another visit. */
  quiet?: boolean
  /** It goes along with other words for a paragraph, and may be left out. */
  isReason?: boolean
}) {
  return (
    <>
      {!quiet && <OfferFromDevice of={FIELD} />}
      <Field name="text" id={FIELD} label={label} description={description} error={error} large={!isReason}>
        {(control) => (
          <>
            <textarea
              {...control}
              aria-required={isReason ? undefined : true}
              data-keep-for={processId}
              className={isReason ? 'utrecht-textarea utrecht-textarea--short' : 'utrecht-textarea'}
              dir="auto"
              defaultValue={text}
              rows={isReason ? 4 : 8}
              autoCapitalize="sentences"
              spellCheck
            />
            <KeptOnDevice of={FIELD} />
          </>
        )}
      </Field>
      <script type="module" src={onReactionForm} />
    </>
  )
}
