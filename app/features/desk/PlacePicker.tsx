import { useLocation } from '@remix-run/react'
import { useRef, useState } from 'react'
import type { PlanPart } from '#app/features/plans/find-parts.server.ts'
import { partInWords } from '#app/features/plans/part-in-words.ts'
import { Button } from '#app/ui/Button.tsx'
import { FieldError } from '#app/ui/Field.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { HiddenQuery } from './DeskFind.tsx'
import { itemParameters } from './item-parameters.ts'
import { PartsStatus, PartWords } from './PlanParts.tsx'
import { formOf, type PointActs } from './use-point-acts.ts'
import { usePlanSearch } from './use-plan-search.ts'

/** What part of the plan the point is about: found by what stands there, and set with one press. */
export function PlacePicker({
  acts,
  slug,
  placeId,
  place,
  text,
  chapter,
  found,
}: {
  acts: PointActs
  slug: string
  placeId: string | null
  /** In words; null when nobody said. */
  place: string | null
  text: string
  chapter: string | null
  /** What was found without JavaScript. */
  found: { asked: string | null; parts: PlanPart[] }
}) {
  const enhanced = useEnhanced()
  const { search } = useLocation()
  const [words, setWords] = useState<string | null>(null)
  const { parts, failed } = usePlanSearch(slug, words)
  const shown = words === null ? found.parts : (parts ?? [])
  const details = useRef<HTMLDetailsElement>(null)
  const choose = (chosen: PlanPart | null) => {
    const says = chosen ? `Het punt staat bij ${partInWords(chosen)}.` : 'Het punt heeft geen plek meer in het plan.'
    const undo = formOf('setPlace', { placeId: placeId ?? '' })
    void acts.send(formOf('setPlace', { placeId: chosen?.id ?? '' }), { says, undo }).then((isDone) => {
      if (!isDone || !details.current) return
      details.current.open = false
      details.current.querySelector('summary')?.focus()
    })
  }
  return (
    <div className="it-field">
      <div className="sm-lab">
        <span>Plek in het plan</span>
        <kbd aria-hidden="true">P</kbd>
      </div>
      <details
        ref={details}
        className="it-place"
        open={found.asked !== null || undefined}
        onToggle={({ currentTarget }) => currentTarget.open && enhanced && setWords((typed) => typed ?? '')}
      >
        <summary id="punt-plek">{place ?? (chapter === null ? 'Nog geen plek' : `Hoofdstuk ${chapter}`)}</summary>
        <div>
          <form
            method="get"
            role="search"
            aria-label="Plek in het plan"
            onSubmit={(event) => enhanced && event.preventDefault()}
          >
            <HiddenQuery query={search} except={[itemParameters.find]} />
            <label htmlFor="punt-plek-zoek">Zoek in het plan</label>
            <div className="it-one">
              <input
                id="punt-plek-zoek"
                name={itemParameters.find}
                type="search"
                autoComplete="off"
                className="utrecht-textbox"
                defaultValue={found.asked ?? ''}
                onChange={({ target }) => enhanced && setWords(target.value)}
              />
              {!enhanced && <Button small>Zoek</Button>}
            </div>
          </form>
          {acts.errors.placeId && <FieldError id="punt-plek-fout">{acts.errors.placeId}</FieldError>}
          <PartsStatus {...{ failed, count: words === null && found.asked === null ? null : shown.length }} />
          <form method="post">
            <ul className="it-parts">
              {shown.map((part) => (
                <li key={part.id}>
                  <button
                    name="act"
                    value={`setPlace?placeId=${part.id}`}
                    aria-pressed={part.id === placeId}
                    onClick={(event) => {
                      if (!enhanced) return
                      event.preventDefault()
                      choose(part)
                    }}
                  >
                    <PartWords part={part} />
                  </button>
                </li>
              ))}
            </ul>
            {placeId !== null && (
              <Button
                small
                variant="subtle"
                name="act"
                value="setPlace?placeId="
                onClick={(event) => {
                  if (!enhanced) return
                  event.preventDefault()
                  choose(null)
                }}
              >
                Haal de plek weg
              </Button>
            )}
          </form>
        </div>
      </details>
      {place !== null && text !== '' && <p className="it-part-text">{text}</p>}
    </div>
  )
}
