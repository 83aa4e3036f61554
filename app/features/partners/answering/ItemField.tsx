import { useRef } from 'react'
import { formatDayMonth, formatTime, today } from '#app/local-date.ts'
import { Icon } from '#app/ui/Icon.tsx'
import type { ShownItem } from './answer-state.ts'

/** One text of an answer, with who wrote it and what may be done with it. */
export function ItemField({
  item,
  label,
  at: place,
  number,
  ownId,
  now,
  isAlive,
  moves,
  onType,
  onLeave,
  onRemove,
  onMove,
}: {
  item: ShownItem
  label: string
  /** Its place among the items of the form. */
  at: number
  /** Its place among the points; null for the only text of a question. */
  number: number | null
  ownId: string
  /** Server time in milliseconds. */
  now: number
  isAlive: boolean
  /** Before which point it may move, up and down; null: not. */
  moves: { up: string | null; down: string | null }
  onType: (text: string) => void
  onLeave: () => void
  onRemove: () => void
  onMove: (target: string) => void
}) {
  const { id, text, seen, at, by, byId } = item
  const menu = useRef<HTMLDetailsElement>(null)
  const act = (run: () => void) => {
    if (!isAlive) return { type: 'submit' as const }
    const onClick = () => {
      if (menu.current) menu.current.open = false
      run()
    }
    return { type: 'button' as const, onClick }
  }
  return (
    <>
      {number !== null && (
        <span className="pa-item__n" aria-hidden>
          {number}
        </span>
      )}
      <div>
        <input type="hidden" name={`items[${place}].id`} value={id} />
        <input type="hidden" name={`items[${place}].seen`} value={seen} />
        <label className="vh" htmlFor={`punt-${id}`}>
          {label}
        </label>
        <textarea
          className="utrecht-textarea"
          id={`punt-${id}`}
          name={`items[${place}].text`}
          rows={number === null ? 8 : 2}
          dir="auto"
          {...(isAlive
            ? { value: text, onChange: (event) => onType(event.currentTarget.value), onBlur: onLeave }
            : { defaultValue: text })}
        />
        {at && (
          <p className="pa-item__by">{`${byId === ownId ? 'u' : (by ?? 'een oud-collega')}, ${whenWords(at, now)}`}</p>
        )}
      </div>
      {number !== null && text !== '' && (
        <details className="pa-more" name="meer" ref={menu}>
          <summary className="sm-ib">
            <Icon name="more" />
            <span className="vh">Meer bij {label.toLowerCase()}</span>
          </summary>
          <div>
            {moves.up && (
              <button name="act" value={`saveAnswer?move=${moves.up}`} {...act(() => onMove(moves.up ?? ''))}>
                <Icon name="arrow-up" />
                Omhoog<span className="vh"> {label.toLowerCase()}</span>
              </button>
            )}
            {moves.down && (
              <button name="act" value={`saveAnswer?move=${moves.down}`} {...act(() => onMove(moves.down ?? ''))}>
                <Icon name="arrow-down" />
                Omlaag<span className="vh"> {label.toLowerCase()}</span>
              </button>
            )}
            <button name="act" value={`saveAnswer?remove=${id}`} {...act(onRemove)}>
              <Icon name="trash" />
              Haal weg<span className="vh"> {label.toLowerCase()}</span>
            </button>
          </div>
        </details>
      )}
    </>
  )
}

/** 'om 10.12 uur', 'gisteren om 16.05 uur', '3 november om 9.00 uur' */
function whenWords(at: string, now: number): string {
  const [instant, day] = [new Date(at), today(new Date(at))]
  if (day === today(new Date(now))) return `om ${formatTime(instant)}`
  if (day === today(new Date(now - 86_400_000))) return `gisteren om ${formatTime(instant)}`
  return `${formatDayMonth(day)} om ${formatTime(instant)}`
}
