import { questionKinds, questionKindWords } from '#app/features/partners/questionnaire.ts'
import { CheckboxField, RadioGroup } from '#app/ui/Choices.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'

type Texts = Record<string, string | undefined>

/** What a question asks and how it is answered. */
export function QuestionFields({
  prefix,
  texts,
  errors,
  isOptional,
}: {
  prefix: string
  texts: Texts
  errors: Texts
  isOptional: boolean
}) {
  const common = (name: string) => ({
    name,
    id: prefix + name,
    defaultValue: texts[name],
    ...(errors[name] ? { error: errors[name] } : {}),
  })
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
        value={texts.kind ?? 'points'}
        choices={questionKinds.map((kind) => ({
          value: kind,
          label: questionKindWords[kind].label,
          more: questionKindWords[kind].explanation,
        }))}
        {...(errors.kind ? { error: errors.kind } : {})}
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
        id={`${prefix}isOptional`}
        label="Deze vraag mag worden overgeslagen"
        defaultChecked={isOptional}
      />
    </>
  )
}
