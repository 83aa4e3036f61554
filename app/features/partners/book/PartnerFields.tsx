import { RadioGroup } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { partnerKinds, partnerKindWords } from './book.ts'

type Texts = Record<string, string | undefined>

const meanings = {
  organisation: 'een instelling, stichting of vereniging',
  workingGroup: 'mensen die samen aan iets werken',
  meeting: 'een vast overleg van meer organisaties',
  functionHolder: 'iemand die dit vanuit een functie doet, zoals een huisarts',
} as const

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** What the book says of an organisation. */
export function PartnerFields({ texts, errors }: { texts: Texts; errors: Texts }) {
  const common = (name: string) => ({
    name,
    defaultValue: texts[name],
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <>
      <TextInput {...common('name')} label="Naam" maxLength={200} />
      <RadioGroup
        name="kind"
        legend="Soort"
        value={texts.kind ?? 'organisation'}
        choices={partnerKinds.map((kind) => ({
          value: kind,
          label: capital(partnerKindWords[kind]),
          more: meanings[kind],
        }))}
        {...(errors.kind ? { error: errors.kind } : {})}
      />
      <TextInput
        {...common('role')}
        label="Rol"
        description="Wat zij doen, in een paar woorden. Bijvoorbeeld: thuiszorg."
        optional
        maxLength={200}
      />
      <TextInput
        {...common('themes')}
        label="Thema’s"
        description="Met komma’s ertussen. Bijvoorbeeld: jeugd, mantelzorg."
        optional
      />
    </>
  )
}
