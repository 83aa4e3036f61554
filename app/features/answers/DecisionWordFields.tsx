import type { ShownForm } from '#app/forms/use-form.ts'
import { TextArea, TextInput } from '#app/ui/Field.tsx'

/** The fields of the words for a decision. */
export function DecisionWordFields({ form, children }: { form: ShownForm; children?: React.ReactNode }) {
  return (
    <>
      <TextInput
        {...form.field('label')}
        label="Naam van het besluit"
        description="Zoals het in de nota en bij de punten staat. Bijvoorbeeld: Op hoofdlijnen meegenomen"
        autoComplete="off"
      />
      {children}
      <TextInput
        {...form.field('short')}
        label="Korte vorm"
        description="Voor lijsten, hooguit 24 tekens. Leeg: de naam."
        optional
        autoComplete="off"
      />
      <TextInput
        {...form.field('plain')}
        label="In gewone woorden"
        description="Inwoners lezen dit eerst, met de naam erachter. Leeg als de naam al duidelijk is."
        optional
        autoComplete="off"
      />
      <TextArea
        {...form.field('explanation')}
        label="Wat betekent dit voor inwoners?"
        description="Bijvoorbeeld: Wij doen een deel van wat er gevraagd is."
        rows={2}
      />
    </>
  )
}
