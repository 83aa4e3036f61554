import type { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'

/** The day on which all answers are to be ready, for colleagues. */
export function PlanForm({ form, isSaved }: { form: ReturnType<typeof useForm>; isSaved: boolean }) {
  return (
    <form method="post" className="dash-plan" noValidate>
      {isSaved && !form.answer && (
        <StatusMessage>
          {form.value('answersPlannedOn') === '' ? 'Er is geen dag gepland.' : 'De dag is bewaard.'}
        </StatusMessage>
      )}
      <TextInput
        {...form.field('answersPlannedOn')}
        label="Alle antwoorden gepland op"
        description="Bijvoorbeeld: 5 december 2016. Alleen collega’s zien dit."
        optional
      />
      <Button name="act" value="planAnswers">
        Bewaar de dag
      </Button>
    </form>
  )
}
