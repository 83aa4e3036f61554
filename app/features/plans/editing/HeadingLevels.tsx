import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { MAX_LEVEL } from '#app/features/plans/plan.ts'
import type { LevelRow } from './level-rows.ts'

const levels = Array.from({ length: MAX_LEVEL }, (_, at) => String(at + 1))

/** Every heading and every short paragraph, each with a choice of what it is; one button saves all. */
export function HeadingLevels({ rows }: { rows: readonly LevelRow[] }) {
  const form = useForm('setHeadings')
  // What was chosen before another row came or went belongs to its part, not to its place.
  const chosen = new Map(rows.map((_, at) => [form.value(`parts[${at}]`), form.value(`levels[${at}]`)]))
  return (
    <form method="post" noValidate className="hl">
      <ol>
        {rows.map(({ id, number, level, text }, at) => (
          <li key={id} className={level === 'text' ? 'hl-row' : `hl-row is-heading level-${level}`}>
            <input type="hidden" name={`parts[${at}]`} value={id} />
            <input type="hidden" name={`were[${at}]`} value={level} />
            <label htmlFor={`levels-${at}`} dir="auto">
              <span className="hl-no">{level === 'text' ? `alinea ${number}` : number}</span> {text}
            </label>
            <select
              className="utrecht-select"
              id={`levels-${at}`}
              name={`levels[${at}]`}
              defaultValue={chosen.get(id) || level}
            >
              <option value="text">alinea</option>
              {levels.map((each) => (
                <option key={each} value={each}>
                  kop, niveau {each}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ol>
      <div className="hl-save">
        <Buttons>
          <Button variant="primary-action" name="act" value="setHeadings">
            Bewaar alle koppen
          </Button>
        </Buttons>
      </div>
    </form>
  )
}
