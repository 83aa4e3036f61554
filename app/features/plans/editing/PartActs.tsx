import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { Select } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { paragraphKindNames } from '#app/features/plans/correct-paragraphs.ts'
import type { OpenPart, Place } from './open-part.server.ts'

/** Moving, joining and taking away the opened part, and what kind it is. Each can be taken back. */
export function PartActs({
  part,
  places,
  pressed,
}: {
  part: OpenPart
  places: readonly Place[]
  pressed: string | null
}) {
  const { id, seen, kind, kinds } = part
  const move = useForm('movePart', { behind: '' }, { part: id, to: 'behind' })
  const name = part.isHeading ? 'de kop' : 'de alinea'
  const correct = (correction: string) => `correctPlan?correction=${correction}&part=${id}`
  return (
    <>
      <form method="post" className="pe-acts" aria-label={`Wat u met ${name} kunt doen`}>
        <input type="hidden" name="seen" value={seen} />
        <Button
          small
          icon="arrow-up"
          name="act"
          value={`movePart?part=${id}&to=up`}
          data-move="up"
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the page comes back after this very button was pressed
          autoFocus={pressed === 'up' || undefined}
        >
          Omhoog
        </Button>
        <Button
          small
          icon="arrow-down"
          name="act"
          value={`movePart?part=${id}&to=down`}
          data-move="down"
          // eslint-disable-next-line jsx-a11y/no-autofocus -- idem
          autoFocus={pressed === 'down' || undefined}
        >
          Omlaag
        </Button>
        {part.canMerge && (
          <Button small name="act" value={correct('merge')}>
            Voeg samen met de vorige
          </Button>
        )}
        {part.canBecomeHeading && (
          <Button small name="act" value={correct('toHeading')}>
            Maak er een kop van
          </Button>
        )}
        <Button small icon="minus" name="act" value={`removePart?part=${id}`}>
          Haal {name} weg
        </Button>
        {part.isHeading && (
          <p className="soft small">Haalt u de kop weg, dan blijft de tekst eronder en komt die onder de kop ervoor.</p>
        )}
      </form>
      <div className="pe-folds">
        {kinds.length > 0 && (
          <Fold summary={kind === 'heading' ? 'Soort' : `Soort: ${paragraphKindNames[kind].toLowerCase()}`}>
            <form method="post" noValidate>
              <input type="hidden" name="seen" value={seen} />
              <Select
                name="kind"
                label="Wat is dit?"
                defaultValue={kind}
                options={kinds.map((value) => ({ value, label: paragraphKindNames[value] }))}
              />
              <Button small name="act" value={correct('setKind')}>
                Bewaar de soort
              </Button>
            </form>
          </Fold>
        )}
        <Fold summary="Verplaats naar een andere plek" open={move.answer !== null}>
          <form method="post" noValidate>
            <input type="hidden" name="seen" value={seen} />
            <Select
              {...move.field('behind')}
              label={part.isHeading ? 'Zet de kop, met alles eronder, achter' : 'Zet de alinea achter'}
              empty="Kies een plek"
              options={places.map((place) => ({ value: place.id, label: place.label }))}
            />
            <Button small name="act" value={`movePart?part=${id}&to=behind`}>
              Verplaats
            </Button>
          </form>
        </Fold>
      </div>
    </>
  )
}
