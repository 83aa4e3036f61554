import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { FieldError } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { MOST_STEPS, stepRoleLabels, stepRoles, type Step } from './steps.ts'

/** Empty rows for a new step. */
const SPARE = 1

/** The steps in their order, to change. A name that is taken out takes the step away; rows at the end add steps. */
export function StepsForm({
  act,
  steps,
  mark,
  button,
}: {
  act: 'changeSteps' | 'changeProcessSteps'
  steps: readonly Step[]
  mark: string
  button: string
}) {
  const rows = Array.from({ length: Math.min(steps.length + SPARE, MOST_STEPS) }, (_, index) => steps[index] ?? null)
  const stored = Object.fromEntries(
    rows.flatMap((step, index) => [
      [`steps[${index}].place`, step ? String(index + 1) : ''],
      [`steps[${index}].name`, step?.name ?? ''],
      [`steps[${index}].role`, step?.role ?? 'processor'],
      [`steps[${index}].fourEyes`, step?.fourEyes ?? false],
      [`steps[${index}].dueDays`, step?.dueDays ?? ''],
    ]),
  )
  const form = useForm(act, stored)
  return (
    <form method="post" noValidate>
      <input type="hidden" name="seen" value={form.value('seen') || mark} />
      {form.errors.steps && <FieldError id="steps-fout">{form.errors.steps}</FieldError>}
      <ol className="wf-steps" id="steps">
        {rows.map((step, index) => (
          <StepRow key={index} {...{ form, index }} was={step ? index + 1 : null} />
        ))}
      </ol>
      <p className="soft small gap-2 under-3">
        De volgorde volgt uit het nummer. Maak een naam leeg om een stap weg te halen. Een termijn in dagen mag u leeg
        laten.
      </p>
      <Buttons>
        <Button variant="primary-action" name="act" value={act}>
          {button}
        </Button>
      </Buttons>
    </form>
  )
}

function StepRow({ form, index, was }: { form: ReturnType<typeof useForm>; index: number; was: number | null }) {
  const at = (field: string) => `steps[${index}].${field}`
  const label = was === null ? 'Nieuwe stap' : `Stap ${was}`
  const text = (field: string, says: string) => {
    const error = form.errors[at(field)]
    return (
      <label htmlFor={at(field)}>
        <span>{says}</span>
        <input
          className="utrecht-textbox"
          id={at(field)}
          name={at(field)}
          defaultValue={form.value(at(field))}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${at(field)}-fout` : undefined}
          inputMode={field === 'name' ? undefined : 'numeric'}
          autoComplete="off"
        />
        {error && <FieldError id={`${at(field)}-fout`}>{error}</FieldError>}
      </label>
    )
  }
  return (
    <li className="wf-step">
      <fieldset>
        <legend className="vh">{label}</legend>
        {was !== null && <input type="hidden" name={at('was')} value={was} />}
        {text('place', 'Nummer')}
        {text('name', was === null ? 'Naam van een nieuwe stap' : 'Naam')}
        <label htmlFor={at('role')}>
          <span>Wie mag dit doen?</span>
          <select className="utrecht-select" id={at('role')} name={at('role')} defaultValue={form.value(at('role'))}>
            {stepRoles.map((role) => (
              <option key={role} value={role}>
                {stepRoleLabels[role]}
              </option>
            ))}
          </select>
        </label>
        {text('dueDays', 'Dagen')}
        <label className="check wf-step__eyes" htmlFor={at('fourEyes')}>
          <input
            className="utrecht-checkbox utrecht-checkbox--html-input"
            type="checkbox"
            id={at('fourEyes')}
            name={at('fourEyes')}
            defaultChecked={form.isTicked(at('fourEyes'))}
          />
          <span>Niet wie het antwoord schreef of deelde</span>
        </label>
      </fieldset>
    </li>
  )
}

/** In which steps points can get stuck with the people that there are; nothing where they cannot. */
export function StuckSteps({ stuck }: { stuck: readonly string[] }) {
  if (stuck.length === 0) return null
  return (
    <div className="gap-1 under-3">
      <Notice kind="warn" title="Hier kunnen punten vastlopen">
        <ul>
          {stuck.map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

/** The steps, to read. */
export function StepsList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="wf-read">
      {steps.map(({ name, role, fourEyes, dueDays }) => (
        <li key={name}>
          <b>{name}</b>
          <span className="soft small">
            {[
              `door een ${stepRoleLabels[role]}`,
              ...(dueDays === null ? [] : [dueDays === 1 ? 'binnen 1 dag' : `binnen ${dueDays} dagen`]),
              ...(fourEyes ? ['niet door wie het antwoord schreef of deelde'] : []),
            ].join(', ')}
          </span>
        </li>
      ))}
    </ol>
  )
}
