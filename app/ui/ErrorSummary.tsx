import { useEffect, useRef } from 'react'
import { Icon } from './Icon.tsx'

export type FormError = { /** id of the control the link goes to */ field?: string; message: string }

const words = ['Nul', 'Eén', 'Twee', 'Drie', 'Vier', 'Vijf', 'Zes', 'Zeven', 'Acht', 'Negen', 'Tien', 'Elf', 'Twaalf']

/** "Eén ding klopt nog niet", "Twee dingen kloppen nog niet", "13 dingen kloppen nog niet". */
export function countOfErrors(count: number) {
  return count === 1 ? 'Eén ding klopt nog niet' : `${words[count] ?? count} dingen kloppen nog niet`
}

/**
 * Stands above the form when it comes back, and takes the focus: by effect, and without JavaScript by autofocus. `kept`
 * says what happened to what was filled in; pass another text only when the default is not true.
 */
export function ErrorSummary({
  errors,
  kept = 'Wat u al hebt ingevuld, is bewaard.',
  heading,
}: {
  errors: readonly FormError[]
  kept?: string | false
  heading?: string
}) {
  const box = useRef<HTMLDivElement>(null)
  const what = errors.map((error) => error.message).join('\n')
  useEffect(() => {
    if (what) box.current?.focus()
  }, [what])
  if (errors.length === 0) return null
  return (
    <div
      className="error-summary"
      role="alert"
      tabIndex={-1}
      aria-labelledby="fouten-kop"
      id="fouten"
      ref={box}
      // eslint-disable-next-line jsx-a11y/no-autofocus -- without JavaScript nothing else moves the focus here
      autoFocus
    >
      <h2 id="fouten-kop">
        <Icon name="alert-triangle" />
        {heading ?? countOfErrors(errors.length)}
      </h2>
      {kept && <p>{kept}</p>}
      <ul>
        {errors.map((error) => (
          <li key={`${error.field ?? ''} ${error.message}`}>
            {error.field ? <a href={`#${error.field}`}>{error.message}</a> : error.message}
          </li>
        ))}
      </ul>
    </div>
  )
}
