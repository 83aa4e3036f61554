import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { Select, TextArea } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { paragraphKindNames } from '#app/features/plans/correct-paragraphs.ts'
import type { OpenPart } from './open-part.server.ts'

/** The field for new text is here, also for a link from an error. */
export const NEW_WORDS = 'nieuwe-tekst'

/** New paragraphs behind the opened part. */
export function AddParagraphs({ part }: { part: OpenPart }) {
  const form = useForm('addParagraphs', { words: '', kind: 'text' }, { part: part.id })
  return (
    <Fold
      summary={part.isHeading ? 'Voeg een alinea toe onder deze kop' : 'Voeg een alinea toe onder deze'}
      open={form.answer !== null}
    >
      <form method="post" noValidate>
        <input type="hidden" name="part" value={part.id} />
        <TextArea
          {...form.field('words')}
          id={NEW_WORDS}
          label="Nieuwe tekst"
          description="Met een lege regel ertussen worden het er meer."
          rows={5}
        />
        <Select
          {...form.field('kind')}
          id="nieuwe-soort"
          label="Soort"
          options={(['text', 'action_item'] as const).map((value) => ({ value, label: paragraphKindNames[value] }))}
        />
        <Button name="act" value="addParagraphs">
          Voeg toe
        </Button>
      </form>
    </Fold>
  )
}
