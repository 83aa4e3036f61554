import { rounds, roundLabels } from '#app/features/contributions/round.ts'
import type { ShownForm } from '#app/forms/use-form.ts'
import { Checkboxes } from '#app/ui/Choices.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'

/** What is asked of a publication: its sources, and for officials a title, a day and a note. */
export function PublicationFields({ form }: { form: ShownForm }) {
  return (
    <>
      <Checkboxes
        name="rounds"
        legend="Waarover gaan de antwoorden?"
        description="Alles hiervan dat nog niet openbaar is, wordt samen openbaar. Post die later komt, maakt u openbaar met een aanvulling."
        values={form.values('rounds')}
        error={form.errors.rounds}
        choices={rounds.map((round) => ({ value: round, label: roundLabels[round] }))}
      />
      <TextInput
        {...form.field('title')}
        label="Titel"
        optional
        description="Iedereen leest deze titel. Laat u hem leeg, dan maken wij er een."
      />
      <TextInput
        {...form.field('plannedOn')}
        label="Wanneer moet het openbaar zijn?"
        optional
        description="Bijvoorbeeld 5 december 2016."
        width="code"
      />
      <TextArea {...form.field('note')} label="Toelichting voor collega’s" optional rows={3} />
    </>
  )
}
