import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { leftoverReasons, type Leftover } from './leftovers.ts'

/** Lines that look like no part of the plan, each with why; those that are ticked go at once. */
export function Leftovers({ leftovers }: { leftovers: readonly Leftover[] }) {
  // A line of a table may well have to be put together again: it is proposed without a tick.
  const sure = leftovers.filter(({ reason }) => reason !== 'looseCell').map(({ id }) => id)
  const ticked = useForm('removeLeftovers', { parts: sure }).values('parts')
  return (
    <form method="post" noValidate className="hl">
      <ol id="parts">
        {leftovers.map(({ id, number, text, isHeading, reason }) => (
          <li key={id} className="lo-row">
            <input type="checkbox" id={`rest-${id}`} name="parts" value={id} defaultChecked={ticked.includes(id)} />
            <label htmlFor={`rest-${id}`}>
              <span className="lo-text" dir="auto">
                {text}
              </span>
              <span className="soft small">
                {isHeading ? `Kop ${number}` : `Alinea ${number}`}. {leftoverReasons[reason]}.
              </span>
            </label>
          </li>
        ))}
      </ol>
      <div className="hl-save">
        <Buttons>
          <Button variant="primary-action" icon="trash" name="act" value="removeLeftovers">
            Haal weg wat is aangevinkt
          </Button>
        </Buttons>
      </div>
    </form>
  )
}
