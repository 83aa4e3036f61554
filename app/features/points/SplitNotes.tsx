import { Form, useActionData } from '@remix-run/react'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { SplitView } from './split-view.ts'

/** What a form was refused for, or how far the splitting is. */
export function Messages({ view }: { view: SplitView }) {
  const finishing = useForm('finishSplit')
  const answer = useActionData<FormAnswer>()
  if (finishing.answer?.code === 'sentencesOpen') {
    return (
      <div className="wk-message">
        <Notice
          kind="warn"
          live
          title={finishing.errors.despiteOpen}
          actions={
            <Form method="post">
              <Button small name="act" value="finishSplit?despiteOpen=on">
                Toch klaar
              </Button>
            </Form>
          }
        />
      </div>
    )
  }
  if (answer?.code === 'twoAnswers') return <TwoAnswers view={view} answer={answer} />
  const general = answer && (answer.errors.range ?? answer.errors.ranges ?? answer.errors[''])
  if (general) {
    return (
      <div className="wk-message">
        <ErrorSummary errors={[{ field: 'stuk', message: general }]} kept={false} heading="Dit ging niet" />
      </div>
    )
  }
  if (view.isFixed) return <Note>Dit ligt vast. De punten en antwoorden kunnen niet meer veranderen.</Note>
  if (view.isDone)
    return (
      <Note>
        De splitsing is klaar. U kunt punten nog splitsen en samenvoegen, en een samenvatting of thema aanpassen.
      </Note>
    )
  return null
}

/** Points with different answers that would become one: the official says which answer stays. */
export function TwoAnswers({
  view,
  answer,
}: {
  view: SplitView
  answer: Pick<FormAnswer, 'code' | 'facts' | 'errors' | 'values'> | null
}) {
  if (answer?.code !== 'twoAnswers') return null
  // The refusal of `joinToPoint` says which points they are.
  const { points } = answer.facts as { points: { id: string }[] }
  const typed = Object.entries(answer.values).flatMap(([name, values]) =>
    name === 'act' || name === 'keepAnswerOf' ? [] : values.map((value) => ({ name, value })),
  )
  return (
    <div className="wk-message">
      <Notice
        kind="warn"
        live
        title={answer.errors.keepAnswerOf}
        actions={
          <Form method="post" preventScrollReset className="sm-acts">
            {typed.map(({ name, value }) => (
              <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
            ))}
            {points.map(({ id }) => (
              <Button key={id} small name="act" value={`joinToPoint?keepAnswerOf=${id}`}>
                Houd het antwoord van {view.points.find((point) => point.id === id)?.label}
              </Button>
            ))}
          </Form>
        }
      />
    </div>
  )
}

export const Note = ({ children }: { children: string }) => (
  <div className="wk-message">
    <Notice>{children}</Notice>
  </div>
)

/** What the reaction is about: its part of the plan. */
export function About({ view }: { view: SplitView }) {
  const title = `Deze inbreng gaat over: ${view.about}`
  if (view.aboutText === '') return <p className="wk-about small soft">{title}</p>
  return (
    <details className="wk-about">
      <summary>{title}</summary>
      <blockquote className="wk-quote" dir="auto">
        {view.aboutText}
      </blockquote>
    </details>
  )
}

/** For who never split a reaction before. */
export function HowTo({ enhanced }: { enhanced: boolean }) {
  return (
    <p className="wk-how small">
      <Icon name="info" />
      <span>
        <b>Maak een punt van elk stuk dat een eigen antwoord vraagt.</b>{' '}
        {enhanced
          ? 'Klik op een zin, of sleep over een paar zinnen. Kies daarna “Maak punt”.'
          : 'Vink de zinnen aan die bij elkaar horen. Kies daarna onderaan “Maak punt”.'}{' '}
        Een groet of bedankje is geen punt.
      </span>
    </p>
  )
}
