import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import type { OpenPart } from './open-part.server.ts'
import { SaveButtons } from './SaveButtons.tsx'

/** The words and the level of a heading. */
export function HeadingForm({ part, next, pressed }: { part: OpenPart; next: string | null; pressed: string | null }) {
  const { id, seen, words, canPromote, canDemote } = part
  const form = useForm('correctPlan', { heading: words }, { part: id, correction: 'rename' })
  const correct = (correction: string) => `correctPlan?correction=${correction}&part=${id}`
  // Where the same button is gone, because the heading is at its end, the focus goes to the other one.
  const focus =
    pressed !== 'promote' && pressed !== 'demote'
      ? null
      : (pressed === 'promote' && canPromote) || !canDemote
        ? 'promote'
        : 'demote'
  return (
    <>
      <form method="post" noValidate className="pe-edit">
        <input type="hidden" name="seen" value={seen} />
        <TextInput {...form.field('heading')} label="Kop" />
        <SaveButtons act={correct('rename')} next={next}>
          Bewaar
        </SaveButtons>
      </form>
      <form method="post" className="pe-acts" aria-label="Niveau van de kop">
        <input type="hidden" name="seen" value={seen} />
        {canPromote && (
          <Button
            small
            icon="outdent"
            name="act"
            value={correct('promote')}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- the page comes back after this very button was pressed
            autoFocus={focus === 'promote' || undefined}
          >
            Hoger
          </Button>
        )}
        {canDemote && (
          <Button
            small
            icon="indent"
            name="act"
            value={correct('demote')}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- idem
            autoFocus={focus === 'demote' || undefined}
          >
            Lager
          </Button>
        )}
        <Button small name="act" value={correct('toParagraph')}>
          Maak er een alinea van
        </Button>
        <p className="soft small">Wat eronder staat, gaat mee naar het andere niveau.</p>
      </form>
    </>
  )
}
