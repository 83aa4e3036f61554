import type { ReactNode } from 'react'
import { Button } from '#app/ui/Button.tsx'
import { Field } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import onReactionForm from './on-reaction-form.ts?island'

/**
 * The text of a reaction. With JavaScript it is also kept on the device while someone types, and offered back after a
 * crash; without, it is a textarea like any other. What only a script shows waits in templates.
 */
export function ReactionText({
  processId,
  text,
  label,
  description,
  error,
  quiet,
}: {
  processId: string
  text: string
  label: ReactNode
  description: ReactNode
  error?: string
  /** The page already speaks of a text: what this device kept besides is offered at another visit. */
  quiet?: boolean
}) {
  return (
    <>
      {!quiet && (
        <template data-part="offer">
          <Offer />
        </template>
      )}
      <Field name="text" id="tekst" label={label} description={description} error={error} large>
        {(control) => (
          <>
            <textarea
              {...control}
              data-keep-for={processId}
              className="utrecht-textarea"
              dir="auto"
              defaultValue={text}
              rows={8}
              autoCapitalize="sentences"
              spellCheck
            />
            <template data-part="room">
              <p role="status" />
            </template>
            <template data-part="saved">
              <StatusMessage quiet>
                Bewaard op dit apparaat om <span data-slot="time" />
              </StatusMessage>
            </template>
            <template data-part="not-saved">
              <StatusMessage quiet warn icon="alert-triangle">
                Uw browser bewaart deze tekst niet op dit apparaat. Ga verder naar stap 2, dan bewaren wij hem.
              </StatusMessage>
            </template>
          </>
        )}
      </Field>
      <script type="module" src={onReactionForm} />
    </>
  )
}

function Offer() {
  return (
    <Notice
      title="Op dit apparaat staat nog een tekst van u"
      live
      actions={
        <>
          <Button type="button" small data-take>
            Zet deze tekst in het formulier
          </Button>
          <Button type="button" small variant="quiet" data-drop>
            Gooi deze tekst weg
          </Button>
        </>
      }
    >
      <p>
        U typte deze tekst om <span data-slot="time" /> en verstuurde hem niet.
      </p>
      <Verbatim className="offered" text="" />
    </Notice>
  )
}
