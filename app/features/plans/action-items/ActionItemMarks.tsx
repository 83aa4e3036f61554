import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import type { ActionRow } from './action-item-rows.ts'
import type { ActionMark } from './group-action-items.ts'

const choices: Record<ActionMark, string> = {
  none: 'geen actiepunt',
  own: 'actiepunt',
  with: 'hoort bij het actiepunt erboven',
}

/** The paragraphs of a chapter below their headings, each with a choice of what it is; one button saves all. */
export function ActionItemMarks({ rows }: { rows: readonly ActionRow[] }) {
  const form = useForm('markActionItems')
  const paragraphs = rows.filter((row) => !row.isHeading)
  // What was chosen before another row came or went belongs to its part, not to its place.
  const chosen = new Map(paragraphs.map((_, at) => [form.value(`parts[${at}]`), form.value(`marks[${at}]`)]))
  const placeOf = new Map(paragraphs.map(({ id }, at) => [id, at]))
  return (
    <form method="post" noValidate className="hl">
      <ol>
        {rows.map((row) => {
          if (row.isHeading) {
            return (
              <li key={row.id} className={`hl-row is-heading level-${row.level}`}>
                <span className="hl-name" dir="auto">
                  <span className="hl-no">{row.number}</span> {row.text}
                </span>
              </li>
            )
          }
          const at = placeOf.get(row.id) ?? 0
          return (
            <li key={row.id} className="hl-row">
              <input type="hidden" name={`parts[${at}]`} value={row.id} />
              <input type="hidden" name={`were[${at}]`} value={row.mark} />
              <label htmlFor={`marks-${at}`} dir="auto">
                <span className="hl-no">{row.item === null ? `alinea ${row.number}` : `A${row.item}`}</span> {row.text}
              </label>
              <select
                className="utrecht-select"
                id={`marks-${at}`}
                name={`marks[${at}]`}
                defaultValue={chosen.get(row.id) || row.mark}
              >
                {Object.entries(choices).map(([value, says]) => (
                  <option key={value} value={value}>
                    {says}
                  </option>
                ))}
              </select>
            </li>
          )
        })}
      </ol>
      <div className="hl-save">
        <Buttons>
          <Button variant="primary-action" name="act" value="markActionItems">
            Bewaar de actiepunten
          </Button>
        </Buttons>
      </div>
    </form>
  )
}
