import { useState } from 'react'
import { PartsStatus, PartWords } from '#app/features/desk/PlanParts.tsx'
import { usePlanSearch } from '#app/features/desk/use-plan-search.ts'
import type { ShownForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { FieldError } from '#app/ui/Field.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { FIND_PLACE } from './bulk.ts'
import { AS_IS, NOBODY } from './bulk.schema.ts'
import type { BulkView } from './bulk-view.server.ts'

/** The form that asks for parts of the plan; it stands beside the form of the panel, for one cannot lie in the other. */
export const PLACE_FORM = 'plek-zoeken'

/** A section or a paragraph of the plan for the chosen points: found by what stands there, and looked at before it is given. */
export function BulkPlace({ view, form }: { view: BulkView; form: ShownForm }) {
  const enhanced = useEnhanced()
  const { found, place } = view
  const placeId = form.value('placeId')
  const [words, setWords] = useState<string | null>(null)
  const { parts, failed } = usePlanSearch(view.process.slug, enhanced && placeId === AS_IS ? (words ?? '') : words)
  const shown = parts ?? found.parts
  const { error } = form.field('placeId')
  return (
    <fieldset className="bk-place">
      <legend>Plek in het plan</legend>
      {error && <FieldError id="placeId-fout">{error}</FieldError>}
      <input type="hidden" name="placeId" value={placeId} />
      {placeId === NOBODY ? (
        <p>De punten krijgen geen plek in het plan.</p>
      ) : (
        place && (
          <p className="bk-place__chosen">
            <PartWords part={place} />
          </p>
        )
      )}
      <label htmlFor="placeId">
        {placeId === AS_IS ? 'Zoek een woord, een nummer of een alinea' : 'Zoek een andere plek'}
      </label>
      <div className="it-one">
        <input
          id="placeId"
          form={PLACE_FORM}
          name={FIND_PLACE}
          type="search"
          autoComplete="off"
          className="utrecht-textbox"
          defaultValue={found.asked ?? ''}
          onChange={({ target }) => enhanced && setWords(target.value)}
        />
        {!enhanced && (
          <Button small form={PLACE_FORM}>
            Zoek
          </Button>
        )}
      </div>
      <PartsStatus {...{ failed, count: parts === null && found.asked === null ? null : shown.length }} />
      <ul className="it-parts">
        {shown.map((part) => (
          <li key={part.id}>
            <button name="act" value={`planBulk?placeId=${part.id}`} aria-pressed={part.id === placeId}>
              <PartWords part={part} />
            </button>
          </li>
        ))}
      </ul>
      {placeId !== NOBODY && (
        <Button small variant="subtle" name="act" value={`planBulk?placeId=${NOBODY}`}>
          Geef geen plek
        </Button>
      )}
    </fieldset>
  )
}
