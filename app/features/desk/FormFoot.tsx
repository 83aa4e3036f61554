import { mayDoStep } from '#app/features/workflow/steps.ts'
import { Button } from '#app/ui/Button.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import type { ItemView } from './item-view.server.ts'
import type { JustDone } from './use-point-acts.ts'

/** The end of an answer: what takes it away, and what stays in sight, which is what is kept and the ways to save it. */
export function FormFoot({
  view: { answer, draft, flow, eyes, wordsMark },
  status,
  justDone,
  onUndo,
  onRemoved,
}: {
  view: ItemView
  /** What is kept of what was typed. */
  status: string
  justDone: JustDone | null
  onUndo: () => void
  /** The own draft goes. */
  onRemoved: () => void
}) {
  const enhanced = useEnhanced()
  const { steps, step, isDone, reader } = flow
  const mayComplete = !isDone && eyes === null && mayDoStep(reader, steps[step - 1] ?? null)
  // Who prepares saves and goes on; who checks says that it is right.
  const isCheck = mayComplete && step > 1
  /** With the step and the words that are shown: who agrees means those. A draft of the form knows none. */
  const agree = `answerPoint?complete=on&step=${step}&wordsSeen=${wordsMark}&next=on`
  return (
    <>
      {(answer ?? draft) && (
        <div className="it-rare">
          {answer && (
            <Button small variant="subtle" name="act" value="removeAnswer">
              Haal het antwoord weg
            </Button>
          )}
          {draft && (
            <Button small variant="subtle" name="act" value="dropDraft" onClick={onRemoved}>
              Gooi concept weg
            </Button>
          )}
        </div>
      )}
      <div className="sm-foot">
        <p className="sm-tiny" role="status">
          {justDone ? justDone.says : status}
          {justDone?.undo && (
            <Button small variant="subtle" type="button" onClick={onUndo} id="ongedaan">
              Ongedaan <kbd aria-hidden="true">Z</kbd>
            </Button>
          )}
        </p>
        <div className="it-buttons">
          {!enhanced && (
            <Button small name="act" value="keepDraft">
              Bewaar als concept
            </Button>
          )}
          <Button name="act" value="answerPoint" small>
            Bewaar
          </Button>
          {mayComplete && !isCheck && (
            <Button name="act" value={agree} small>
              Akkoord, volgende
            </Button>
          )}
          <Button variant="primary-action" name="act" value={isCheck ? agree : 'answerPoint?next=on'} data-main small>
            {isCheck ? 'Akkoord, volgende' : 'Bewaar, volgende'} <kbd aria-hidden="true">Ctrl ↵</kbd>
          </Button>
        </div>
      </div>
    </>
  )
}
