import { questionKinds, questionKindWords } from '#app/features/partners/questionnaire.ts'
import type { ShownForm } from '#app/forms/use-form.ts'
import { CheckboxField, RadioGroup } from '#app/ui/Choices.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'

/** What a question asks and how it is answered. */
export function QuestionFields({
  prefix,
  form,
  isOptional,
}: {
  prefix: string
  form: ShownForm
  /** Of what is stored. */ isOptional: boolean
}) {
  const common = (name: string) => ({ ...form.field(name), id: prefix + name })
  return (
    <>
      <TextInput {...common('heading')} label="Vraag" maxLength={300} />
      <TextArea
        {...common('explanation')}
        label="Uitleg"
        description="Wat helpt om te antwoorden? Een voorbeeld werkt goed."
        short
        rows={2}
        optional
      />
      <RadioGroup
        name="kind"
        id={`${prefix}kind`}
        legend="Hoe antwoordt men?"
        value={form.value('kind') || 'points'}
        choices={questionKinds.map((kind) => ({
          value: kind,
          label: questionKindWords[kind].label,
          more: questionKindWords[kind].explanation,
        }))}
        {...(form.errors.kind ? { error: form.errors.kind } : {})}
      />
      <div className="pq-options">
        <TextArea
          {...common('options')}
          label="Keuzes of stappen"
          description="Alleen bij een keuze of een schaal. Elke op een eigen regel; een schaal van laag naar hoog."
          short
          rows={4}
        />
      </div>
      <CheckboxField
        name="isOptional"
        value="on"
        id={`${prefix}isOptional`}
        label="Deze vraag mag worden overgeslagen"
        defaultChecked={form.answer ? form.values('isOptional').length > 0 : isOptional}
      />
    </>
  )
}
