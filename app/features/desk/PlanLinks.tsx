import { useState } from 'react'
import type { PlanPart } from '#app/features/plans/find-parts.server.ts'
import { Button } from '#app/ui/Button.tsx'
import { FieldError } from '#app/ui/Field.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { PartsStatus, PartWords } from './PlanParts.tsx'
import { usePlanSearch } from './use-plan-search.ts'

const nameOf = ({ paragraph }: PlanPart) => (paragraph === null ? 'sectionIds' : 'paragraphIds')

/** The parts of the plan that the answer names: those that are chosen, and those that were looked for. */
export function PlanLinks({
  slug,
  chosen,
  error,
  foundFor,
  onChange,
}: {
  slug: string
  chosen: PlanPart[]
  error: string | undefined
  /** What was found without JavaScript. */
  foundFor: { asked: string | null; parts: PlanPart[] }
  /** Called when a part is taken or left, after which the form says something else. */
  onChange: () => void
}) {
  const enhanced = useEnhanced()
  const [words, setWords] = useState<string | null>(null)
  const [added, setAdded] = useState<PlanPart[]>([])
  const { parts, failed } = usePlanSearch(slug, words)
  const own = [...chosen, ...added.filter(({ id }) => !chosen.some((one) => one.id === id))]
  const shown = (words === null ? foundFor.parts : (parts ?? [])).filter(({ id }) => !own.some((one) => one.id === id))
  return (
    <fieldset className="it-links" id="sectionIds" tabIndex={-1}>
      <legend>Gevolg voor het plan</legend>
      {error && <FieldError id="sectionIds-fout">{error}</FieldError>}
      {own.map((part) => (
        <label key={part.id} className="check">
          <input
            className="utrecht-checkbox utrecht-checkbox--html-input"
            type="checkbox"
            name={nameOf(part)}
            value={part.id}
            defaultChecked
            aria-describedby={error ? 'sectionIds-fout' : undefined}
          />
          <span>
            <PartWords part={part} />
          </span>
        </label>
      ))}
      <details
        open={foundFor.asked !== null || undefined}
        onToggle={({ currentTarget }) => currentTarget.open && enhanced && setWords((typed) => typed ?? '')}
      >
        <summary>Koppel een alinea of onderdeel</summary>
        <label htmlFor="find">Zoek in het plan</label>
        <div className="it-one">
          <input
            id="find"
            name="find"
            type="search"
            autoComplete="off"
            className="utrecht-textbox"
            defaultValue={foundFor.asked ?? ''}
            onChange={({ target }) => enhanced && setWords(target.value)}
            onKeyDown={(event) => event.key === 'Enter' && enhanced && !event.ctrlKey && event.preventDefault()}
          />
          {!enhanced && (
            <Button small name="act" value="keepDraft">
              Zoek
            </Button>
          )}
        </div>
        <PartsStatus {...{ failed, count: words === null && foundFor.asked === null ? null : shown.length }} />
        <ul className="it-parts">
          {shown.map((part) => (
            <li key={part.id}>
              {enhanced ? (
                <button
                  type="button"
                  onClick={() => {
                    setAdded((before) => [...before, part])
                    // The box is there after the next paint.
                    requestAnimationFrame(onChange)
                  }}
                >
                  <PartWords part={part} />
                </button>
              ) : (
                <label className="check">
                  <input
                    className="utrecht-checkbox utrecht-checkbox--html-input"
                    type="checkbox"
                    name={nameOf(part)}
                    value={part.id}
                  />
                  <span>
                    <PartWords part={part} />
                  </span>
                </label>
              )}
            </li>
          ))}
        </ul>
      </details>
    </fieldset>
  )
}
