import { WorkHead } from '#app/features/points/WorkHead.tsx'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Select } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import type { AssignmentRule } from './rules.server.ts'
import { stepName, type Step } from './steps.ts'
import { StepsForm, StepsList, StuckSteps } from './StepsForm.tsx'

export type ProcessStepsView = {
  process: { slug: string; title: string; isFixed: boolean }
  counts: WorkCounts
  steps: Step[]
  mark: string
  /** Why points can get stuck. */
  stuck: string[]
  mayChange: boolean
  rules: AssignmentRule[]
  themes: { id: string; name: string }[]
  chapters: { number: string; heading: string }[]
  colleagues: { id: string; name: string }[]
  /** What was just done, in words. */
  said: string | null
}

/** 'Stappen': what happens with each point of this process, and who gets what. */
export function ProcessStepsPage({ view }: { view: ProcessStepsView }) {
  const { process, counts, steps, mark, mayChange, rules } = view
  const changing = useForm('changeProcessSteps')
  const adding = useForm('setRule', { themeId: '', chapter: '', step: '', accountId: '' })
  const ending = useForm('endRule')
  const errors = [changing, adding, ending].flatMap(({ errors }) => listedErrors(errors))
  return (
    <Page wrap={false} className="sm-page">
      <ErrorSummary errors={errors} kept="Wat u hebt ingevuld, staat er nog." />
      <WorkHead process={process} counts={counts} current="stappen" title="Stappen en verdeling">
        <p className="lede">Wat er met elk punt gebeurt, in welke volgorde, en wie wat krijgt.</p>
        {view.said && errors.length === 0 && <StatusMessage>{view.said}</StatusMessage>}
      </WorkHead>
      <section className="sm-sec" aria-labelledby="stappen">
        <h2 id="stappen">Stappen</h2>
        <StuckSteps stuck={view.stuck} />
        <StepsList steps={steps} />
        {mayChange && !process.isFixed && (
          <Fold summary="Wijzig de stappen van dit traject" open={changing.answer !== null || undefined}>
            <p className="soft">De punten gaan mee. Punten bij een stap die u weghaalt, gaan naar de volgende stap.</p>
            <StepsForm act="changeProcessSteps" steps={steps} mark={mark} button="Bewaar de stappen van dit traject" />
          </Fold>
        )}
      </section>
      <section className="sm-sec" aria-labelledby="verdeling">
        <h2 id="verdeling">Wie krijgt wat?</h2>
        {rules.length === 0 ? (
          <Empty title="Er is nog niets verdeeld" level={3}>
            Punten hebben dan niemand, tot iemand ze wijst of zelf pakt.
          </Empty>
        ) : (
          <ul className="wf-rules">
            {rules.map((rule) => (
              <li key={rule.id}>
                <span>
                  {ruleInWords(rule, view)} <b>{rule.assignee}</b>
                </span>
                {!process.isFixed && (
                  <form method="post">
                    <input type="hidden" name="ruleId" value={rule.id} />
                    <Button
                      small
                      variant="subtle"
                      name="act"
                      value="endRule"
                      aria-label={`Haal weg: ${ruleInWords(rule, view)} ${rule.assignee}`}
                    >
                      Haal weg
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        )}
        {!process.isFixed && <RuleForm form={adding} view={view} />}
      </section>
    </Page>
  )
}

/** 'Juridisch, thema Mantelzorg:' */
function ruleInWords({ theme, chapter, step }: AssignmentRule, { steps }: Pick<ProcessStepsView, 'steps'>): string {
  const parts = [
    ...(step === null ? [] : [`stap ${stepName(steps, step)}`]),
    ...(theme === null ? [] : [`thema ${theme}`]),
    ...(chapter === null ? [] : [`hoofdstuk ${chapter}`]),
  ].join(', ')
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}:`
}

function RuleForm({ form, view }: { form: ReturnType<typeof useForm>; view: ProcessStepsView }) {
  return (
    <form method="post" className="wf-rule" noValidate>
      <h3>Verdeel</h3>
      <p className="soft small">
        Wie u kiest, krijgt de punten die niemand heeft: wat er nu ligt, en wat er later bij komt.
      </p>
      <div className="wf-rule__fields">
        <Select
          {...form.field('themeId')}
          label="Thema"
          empty="elk thema"
          options={view.themes.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {view.chapters.length > 0 ? (
          <Select
            {...form.field('chapter')}
            label="Hoofdstuk"
            empty="elk hoofdstuk"
            options={view.chapters.map(({ number, heading }) => ({ value: number, label: `${number} ${heading}` }))}
          />
        ) : (
          <input type="hidden" name="chapter" value="" />
        )}
        <Select
          {...form.field('step')}
          label="Stap"
          empty="elke stap"
          options={view.steps.map(({ name }, index) => ({ value: String(index + 1), label: name }))}
        />
        <Select
          {...form.field('accountId')}
          label="Voor wie"
          empty="kies iemand"
          options={view.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <Button variant="primary-action" name="act" value="setRule">
        Verdeel
      </Button>
    </form>
  )
}
