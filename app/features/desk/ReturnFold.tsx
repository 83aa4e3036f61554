import { mayDoStep } from '#app/features/workflow/steps.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import type { ItemView } from './item-view.server.ts'

/** Sends the point back a step, with the reason; whoever had it there gets it. */
export function ReturnFold({ view: { flow, isFixed } }: { view: ItemView }) {
  const form = useForm('returnPoint', { reason: '' })
  const { steps, step, isDone, reader } = flow
  const before = steps[step - 2]
  if (isFixed || !before || !(isDone || mayDoStep(reader, steps[step - 1] ?? null))) return null
  return (
    <Fold id="terug" summary={`Terug naar ${before.name}`} open={form.answer !== null || undefined}>
      <form method="post" className="form" noValidate>
        <input type="hidden" name="step" value={step} />
        {form.errors[''] && <p role="alert">{form.errors['']}</p>}
        <TextArea {...form.field('reason')} label="Waarom stuurt u het terug?" rows={3} short />
        <Button small name="act" value="returnPoint">
          Stuur terug naar {before.name}
        </Button>
      </form>
    </Fold>
  )
}
