import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import type { Step } from './steps.ts'
import { StepsForm, StepsList, StuckSteps } from './StepsForm.tsx'

type Props = {
  steps: Step[]
  mark: string
  /** Why points can get stuck. */
  stuck: string[]
  /** Who may change this, when whoever looks may not; null when they may. */
  askOf: string[] | null
  isSaved: boolean
}

/** 'Stappen': what an official does with each point, and in which order, in processes that begin from now on. */
export function MunicipalityStepsPage({ steps, mark, stuck, askOf, isSaved }: Props) {
  const { answer, errors } = useForm('changeSteps')
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4 stack">
        <ErrorSummary errors={listedErrors(errors)} kept="Wat u hebt ingevuld, staat er nog." />
        <Crumbs items={[{ href: paths.official.municipality(), label: 'Gemeente' }]} />
        <h1>Stappen</h1>
        {isSaved && !answer && <StatusMessage>Bewaard. Nieuwe trajecten beginnen met deze stappen.</StatusMessage>}
        <p className="lede">
          Elk punt gaat door deze stappen voordat het klaar is. Een traject neemt ze over bij zijn eerste punt, en houdt
          ze dan.
        </p>
        <StuckSteps stuck={stuck} />
      </div>
      {askOf ? (
        <div className="stack">
          <Notice kind="info">
            {askOf.length === 0
              ? 'Alleen een beheerder kan dit wijzigen. Er is nu geen beheerder.'
              : `Alleen een beheerder kan dit wijzigen. Vraag het aan ${askOf.join(' of ')}.`}
          </Notice>
          <StepsList steps={steps} />
        </div>
      ) : (
        <StepsForm act="changeSteps" steps={steps} mark={mark} button="Bewaar de stappen" />
      )}
    </Page>
  )
}
