import type { ShownForm } from '#app/forms/use-form.ts'
import { RadioGroup } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { partnerKinds, partnerKindWords } from './book.ts'

const meanings = {
  organisation: 'een instelling, stichting of vereniging',
  workingGroup: 'mensen die samen aan iets werken',
  meeting: 'een vast overleg van meer organisaties',
  functionHolder: 'iemand die dit vanuit een functie doet, zoals een huisarts',
} as const

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** What the book says of an organisation. */
export function PartnerFields({ form }: { form: ShownForm }) {
  return (
    <>
      <TextInput {...form.field('name')} label="Naam" maxLength={200} />
      <RadioGroup
        name="kind"
        legend="Soort"
        value={form.value('kind') || 'organisation'}
        choices={partnerKinds.map((kind) => ({
          value: kind,
          label: capital(partnerKindWords[kind]),
          more: meanings[kind],
        }))}
        {...(form.errors.kind ? { error: form.errors.kind } : {})}
      />
      <TextInput
        {...form.field('role')}
        label="Rol"
        description="Wat zij doen, in een paar woorden. Bijvoorbeeld: thuiszorg."
        optional
        maxLength={200}
      />
      <TextInput
        {...form.field('themes')}
        label="Thema’s"
        description="Met komma’s ertussen. Bijvoorbeeld: jeugd, mantelzorg."
        optional
      />
    </>
  )
}
