import { decisionOptions } from '#app/features/points/decision-words.ts'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import type { ShownForm } from '#app/forms/use-form.ts'
import { Select, TextArea, TextInput } from '#app/ui/Field.tsx'
import { boilerplateFields } from './boilerplate.ts'

/** The fields of a boilerplate, with what it can say of where it is used. */
export function BoilerplateFields({ form }: { form: ShownForm }) {
  const words = useDecisionWords()
  return (
    <>
      <TextInput {...form.field('title')} label="Naam" description="Hieraan herkennen u en uw collega’s de tekst." />
      <TextArea {...form.field('text')} label="Tekst" rows={9} />
      <details className="bp-fields">
        <summary>Velden die zichzelf invullen</summary>
        <ul>
          {Object.entries(boilerplateFields).map(([name, meaning]) => (
            <li key={name}>
              <code>{`{${name}}`}</code> {meaning}
            </li>
          ))}
          <li>
            <code>{'{vul in: bedrag}'}</code> wat de behandelaar zelf invult; een antwoord waar dit nog in staat, kan
            niet worden bewaard
          </li>
        </ul>
      </details>
      <Select
        name="disposition"
        label="Past bij besluit"
        optional
        empty="Elk besluit"
        defaultValue={form.value('disposition')}
        options={decisionOptions(words, form.value('disposition'))}
      />
    </>
  )
}
