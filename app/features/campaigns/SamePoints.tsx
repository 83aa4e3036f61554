import { useForm } from '#app/forms/use-form.ts'
import { listedErrors } from '#app/form-errors.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { amountOf } from './in-words.ts'

/**
 * Points that say the same as the one that is open, and one act that gives all of them its answer. `action` is the address that has the act
 * when that is not the page itself.
 */
export function SamePoints({
  pointId,
  open,
  isAnswered,
  action,
}: {
  pointId: string
  /** How many of them have no answer. */
  open: number
  /** The point itself has an answer. */
  isAnswered: boolean
  action?: string
}) {
  const { errors } = useForm('answerSamePoints')
  if (open === 0) return null
  return (
    <section className="sm-sec" aria-labelledby="gelijk">
      <h2 id="gelijk">{amountOf(open, 'ander punt zegt', 'andere punten zeggen')} precies hetzelfde</h2>
      <ErrorSummary errors={listedErrors(errors)} kept={false} />
      {isAnswered ? (
        <form method="post" action={action}>
          <input type="hidden" name="pointId" value={pointId} />
          <Button small name="act" value="answerSamePoints">
            {open === 1
              ? 'Geef het hetzelfde antwoord'
              : `Geef alle ${open.toLocaleString('nl-NL')} hetzelfde antwoord`}
          </Button>
        </form>
      ) : (
        <p className="small soft">Bewaar het antwoord. Daarna geeft u het in één keer aan allemaal.</p>
      )}
    </section>
  )
}
