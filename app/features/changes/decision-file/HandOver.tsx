import { Form } from '@remix-run/react'
import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { CheckList } from '#app/ui/Marks.tsx'
import { counted } from '#app/counted.ts'
import type { HandOverState } from './hand-over.server.ts'

/** An approver hands the file over to the council, and signs for what misses. */
export function HandOver({ state, canSign }: { state: HandOverState; canSign: boolean }) {
  const form = useForm('handOverFile', { seen: state.seen, signed: false })
  return (
    <section className="sm-sec df-hand" aria-labelledby="overdragen">
      <h2 id="overdragen">Overdragen aan de raad</h2>
      <p>
        Raadsleden en de griffier lezen dan dit dossier, met {counted(state.points, 'punt dat', 'punten die')} een
        antwoord {state.points === 1 ? 'heeft' : 'hebben'}, ook als dat nog niet openbaar is. Namen lezen zij zoals
        iedereen. De tekst van deze versie ligt daarna vast.
      </p>
      {state.misses.length > 0 && <CheckList misses={state.misses.map((text) => ({ text }))} />}
      {state.stops !== null && <Notice kind="warn">{state.stops}</Notice>}
      {!canSign && <p className="soft">Een vaststeller draagt het dossier over.</p>}
      {canSign && state.stops === null && (
        <Form method="post" className="df-part" noValidate>
          <input type="hidden" name="seen" value={form.value('seen')} />
          <TextInput
            {...form.field('meetsOn')}
            label="Vergadering van de raad"
            description="Bijvoorbeeld: 15 december 2016"
            width="short"
            autoComplete="off"
          />
          {state.misses.length > 0 && (
            <CheckboxField
              name="signed"
              label="Ik weet wat er mist, en draag het dossier toch over"
              value="on"
              defaultChecked={form.isTicked('signed')}
              {...(form.errors.signed !== undefined && { error: form.errors.signed })}
            />
          )}
          <Button variant="primary-action" name="act" value="handOverFile">
            Draag het dossier over
          </Button>
        </Form>
      )}
    </section>
  )
}
