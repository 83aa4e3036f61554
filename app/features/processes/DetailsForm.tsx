import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import type { FormTexts } from './editor-forms.ts'
import { MissingField, NotYet } from './MissingField.tsx'

/** Title, question, summary, purposes and decision; after the release what is fixed is shown as text. */
export function DetailsForm({
  texts,
  missing,
  fixed,
}: {
  texts: FormTexts
  missing: readonly string[]
  fixed: boolean
}) {
  const form = useForm('saveProcess', texts)
  const lacks = (name: string) => missing.includes(name) && !form.errors[name] && form.value(name).trim() === ''
  return (
    // `?index`: the page shares its address with the frame around it, which takes no forms
    <form className="form" method="post" action="?index" noValidate>
      <input type="hidden" name="seen" value={form.value('seen')} />
      {fixed && (
        <DataList
          items={[
            { term: 'Titel', value: texts.title },
            { term: 'Vrijgegeven door', value: texts.decidingBody },
            { term: 'Datum van het besluit', value: texts.decidedOn },
          ]}
        />
      )}
      {!fixed && (
        <TextInput
          {...form.field('title')}
          label="Titel"
          description="Onder deze naam vinden bewoners het plan."
          maxLength={200}
        />
      )}
      <TextInput
        {...form.field('question')}
        label="Het plan als één vraag aan bewoners"
        description="Staat groot boven het plan. Bijvoorbeeld: Hoe helpen wij u het beste als u zorg nodig hebt?"
        optional
      />
      <MissingField missing={lacks('summary')}>
        <TextArea
          {...form.field('summary')}
          label="Samenvatting in gewone taal"
          description={
            lacks('summary') ? (
              <NotYet>Bewoners reageren pas als zij begrijpen waar het over gaat.</NotYet>
            ) : (
              'Korte zinnen, geen vaktaal. Zeg wat er voor bewoners verandert.'
            )
          }
          rows={6}
        />
      </MissingField>
      <MissingField missing={lacks('purposes')}>
        <TextArea
          {...form.field('purposes')}
          label="Doel van het plan"
          description={lacks('purposes') ? <NotYet>Eén doel per regel.</NotYet> : 'Eén doel per regel.'}
          short
          rows={3}
        />
      </MissingField>
      {!fixed && (
        <div className="sm-row2 sm-row2--first">
          <MissingField missing={lacks('decidingBody')}>
            <TextInput
              {...form.field('decidingBody')}
              label="Wie geeft het plan vrij?"
              description={lacks('decidingBody') ? <NotYet /> : 'Bijvoorbeeld: het college van B en W'}
            />
          </MissingField>
          <MissingField missing={lacks('decidedOn')}>
            <TextInput
              {...form.field('decidedOn')}
              label="Datum van het besluit"
              description={lacks('decidedOn') ? <NotYet /> : 'Bijvoorbeeld: 4 oktober 2016'}
            />
          </MissingField>
        </div>
      )}
      <Buttons>
        <Button variant="primary-action" name="act" value="saveProcess">
          Bewaar de gegevens
        </Button>
      </Buttons>
    </form>
  )
}
