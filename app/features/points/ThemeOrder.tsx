import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useForm, type ShownForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { FieldError } from '#app/ui/Field.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { useUnsaved } from '#app/ui/use-unsaved.ts'
import type { ShownTheme } from './queries.server.ts'
import { inWantedOrder, movedTo } from './theme-order.ts'

/** The form to which the numbers in the rows belong: rows have forms of their own. */
const FORM = 'volgorde'

type Direction = 'up' | 'down'

/** The numbers of a form that came back, by theme. */
function sentPlaces(form: ShownForm): Map<string, string> {
  const sent = new Map<string, string>()
  for (let at = 0; form.value(`themes[${at}].id`) !== ''; at++)
    sent.set(form.value(`themes[${at}].id`), form.value(`themes[${at}].place`))
  return sent
}

/**
 * The list of themes with the number of each. Numbers and buttons move rows at once, and one act keeps the whole order; without JavaScript the
 * numbers alone do it.
 */
export function ThemeOrder({
  themes,
  mark,
  row,
}: {
  themes: readonly ShownTheme[]
  mark: string
  row: (theme: ShownTheme) => ReactNode
}) {
  const enhanced = useEnhanced()
  const form = useForm('orderThemes')
  const element = useRef<HTMLFormElement>(null)
  useUnsaved(element)
  const sent = sentPlaces(form)
  const [order, setOrder] = useState(() => {
    const stored = themes.map(({ id }) => id)
    // A colleague was first: what was ordered is done again on the list as it is now, to be looked at and kept.
    const numbers = [...sent].map(([id, place]) => ({ id, place: Number(place) || themes.length }))
    return form.answer?.code !== 'stale' ? stored : inWantedOrder(stored, numbers)
  })
  const [moved, setMoved] = useState<{ id: string; focus: Direction | 'place' } | null>(null)
  const shown = order.flatMap((id) => themes.find((theme) => theme.id === id) ?? [])
  const isChanged = shown.some(({ id }, at) => themes[at]?.id !== id)

  const move = (id: string, to: number, focus: Direction | 'place') => {
    setOrder((before) => movedTo(before, id, to))
    setMoved({ id, focus })
    // The fields are not inside the form, so it does not hear of them.
    element.current?.dispatchEvent(new Event('input'))
  }
  // A row that moves loses the focus; at the end of the list the button that moved it is gone.
  useEffect(() => {
    if (!moved || moved.focus === 'place') return
    const directions: Direction[] = moved.focus === 'up' ? ['up', 'down'] : ['down', 'up']
    const button = directions.map((direction) => document.getElementById(idOf(direction, moved.id)))
    button.find((each) => each !== null)?.focus()
  }, [moved, order])

  const last = moved && shown.findIndex(({ id }) => id === moved.id)
  return (
    <>
      <ol className="wk-themes">
        {shown.map((theme, at) => {
          const name = `themes[${at}].place`
          const error = form.errors[name]
          return (
            <li key={theme.id} id={`thema-${theme.id}`}>
              <div className="wk-theme-place">
                <input type="hidden" form={FORM} name={`themes[${at}].id`} value={theme.id} />
                <input
                  // Another place is another number.
                  key={at}
                  form={FORM}
                  name={name}
                  id={`plaats-${theme.id}`}
                  className="utrecht-textbox"
                  inputMode="numeric"
                  autoComplete="off"
                  aria-label={`Plaats van ${theme.name}`}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? `plaats-${theme.id}-fout` : undefined}
                  defaultValue={error ? (sent.get(theme.id) ?? '') : at + 1}
                  onBlur={({ target }) => {
                    const place = Number(target.value)
                    if (Number.isInteger(place) && place >= 1 && place !== at + 1) move(theme.id, place - 1, 'place')
                  }}
                />
                {error && <FieldError id={`plaats-${theme.id}-fout`}>{error}</FieldError>}
              </div>
              {row(theme)}
              {enhanced && (
                <div className="wk-theme-acts">
                  {at > 0 && <MoveButton direction="up" theme={theme} onClick={() => move(theme.id, at - 1, 'up')} />}
                  {at < shown.length - 1 && (
                    <MoveButton direction="down" theme={theme} onClick={() => move(theme.id, at + 1, 'down')} />
                  )}
                </div>
              )}
            </li>
          )
        })}
      </ol>
      <form method="post" id={FORM} ref={element} className="wk-theme-order" noValidate>
        <input type="hidden" name="seen" value={mark} />
        <p className="small soft" role="status">
          {last !== null && last >= 0
            ? `${shown[last]?.name ?? ''} staat nu op plaats ${last + 1} van ${shown.length}. ${isChanged ? 'Nog niet bewaard.' : ''}`
            : 'Zet een ander nummer voor een thema: daar komt het te staan.'}
        </p>
        <Button name="act" value="orderThemes" variant={isChanged ? 'primary-action' : 'secondary'}>
          Bewaar de volgorde
        </Button>
      </form>
    </>
  )
}

const idOf = (direction: Direction, id: string) => `${direction === 'up' ? 'omhoog' : 'omlaag'}-${id}`

function MoveButton({
  direction,
  theme: { id, name },
  onClick,
}: {
  direction: Direction
  theme: ShownTheme
  onClick: () => void
}) {
  const isUp = direction === 'up'
  return (
    <Button
      small
      variant="quiet"
      type="button"
      id={idOf(direction, id)}
      aria-label={`${name} ${isUp ? 'omhoog' : 'omlaag'}`}
      onClick={onClick}
    >
      <Icon name={isUp ? 'arrow-up' : 'arrow-down'} />
    </Button>
  )
}
