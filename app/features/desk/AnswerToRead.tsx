import { Form } from '@remix-run/react'
import { partInWords } from '#app/features/plans/part-in-words.ts'
import { dispositionOf } from '#app/features/points/disposition.ts'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { mayDoStep } from '#app/features/workflow/steps.ts'
import { useForm } from '#app/forms/use-form.ts'
import { listedErrors } from '#app/form-errors.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import type { ItemView } from './item-view.server.ts'

/** The answer to read, for who may not write it, and once it is public; who checks says here that it is right. */
export function AnswerToRead({ view }: { view: ItemView }) {
  const { answer, parts, isFixed, flow, work, themes } = view
  const form = useForm(['completeStep'])
  const linked = parts.filter(({ id }) => answer?.paragraphIds.includes(id) || answer?.sectionIds.includes(id))
  const theme = themes.find(({ id }) => id === work.themeId)
  const mayComplete =
    !isFixed && !flow.isDone && view.eyes === null && mayDoStep(flow.reader, flow.steps[flow.step - 1] ?? null)
  return (
    <div className="it-fields">
      <ErrorSummary errors={listedErrors(form.errors)} kept="Het punt ligt nog bij dezelfde stap." />
      <Notice>
        {isFixed
          ? 'Dit besluit ligt vast. Staan er woorden die niet openbaar horen te zijn, dan kunt u die nog weglaten of corrigeren.'
          : 'U kunt dit lezen, en niet wijzigen. Antwoorden schrijft een behandelaar.'}
      </Notice>
      <p>
        <DispositionBadge
          disposition={answer?.disposition ?? null}
          {...(answer && dispositionOf(answer.disposition) === 'forwarded' && { to: answer.forwardedTo })}
        />
      </p>
      {answer?.scopeWords && <p className="small soft">Dit antwoord gaat {answer.scopeWords}.</p>}
      {answer && (
        <p className="verbatim" dir="auto">
          {answer.reply}
        </p>
      )}
      {linked.length > 0 && (
        <div>
          <h3>Gevolg voor het plan</h3>
          <ul>
            {linked.map((part) => (
              <li key={part.id}>{partInWords(part)}</li>
            ))}
          </ul>
        </div>
      )}
      {theme && <p className="small soft">Thema {theme.name}</p>}
      {mayComplete && (
        <Form method="post" className="it-acts" preventScrollReset>
          <input type="hidden" name="step" value={flow.step} />
          <input type="hidden" name="seen" value={answer?.mark ?? ''} />
          <input type="hidden" name="wordsSeen" value={view.wordsMark} />
          <Button variant="primary-action" small name="act" value="completeStep" data-main>
            Akkoord, volgende <kbd aria-hidden="true">Ctrl ↵</kbd>
          </Button>
        </Form>
      )}
    </div>
  )
}
