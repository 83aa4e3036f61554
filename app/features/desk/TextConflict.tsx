import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import type { Decision } from '#app/features/points/disposition.ts'
import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'

type Text = { disposition: Decision | null; reply: string }

/** Two texts of one answer side by side: nothing is lost, and nothing is chosen for anyone. */
export function TextConflict({
  mine,
  theirs,
  by,
  isShared,
  onDecide,
}: {
  mine: Text
  /** Null when a colleague took the answer away. */
  theirs: Text | null
  by: string | null
  /** Whether more points have the answer, so that this point can get one of its own. */
  isShared: boolean
  /** Null without JavaScript: then one's own text stands in the form, and the buttons send it. */
  onDecide: ((decision: 'mine' | 'theirs' | 'merged') => void) | null
}) {
  const colleague = by ?? 'een collega'
  const decide = (decision: 'mine' | 'theirs' | 'merged', act: string) => ({
    ...{ small: true, name: 'act', value: act },
    ...(onDecide && { type: 'button' as const, onClick: () => onDecide(decision) }),
  })
  return (
    <section className="sm-conf" role="alert" id="botsing" tabIndex={-1} aria-labelledby="botsing-kop">
      <p id="botsing-kop">
        <Icon name="alert-triangle" />{' '}
        {theirs
          ? `${capital(colleague)} wijzigde dit antwoord terwijl u schreef. Kies of voeg samen; niets is weg.`
          : `${capital(colleague)} heeft dit antwoord weggehaald terwijl u schreef. Uw tekst staat er nog.`}
      </p>
      <div>
        <Side title="Van u" text={mine}>
          <Button {...decide('mine', 'answerPoint')}>
            Houd deze<span className="vh"> (die van u)</span>
          </Button>
        </Side>
        {theirs && (
          <Side title={`Van ${colleague}`} text={theirs}>
            <Button {...decide('theirs', 'dropDraft')}>
              Houd deze<span className="vh"> {`(die van ${colleague})`}</span>
            </Button>
          </Side>
        )}
      </div>
      {theirs && (
        <div className="sm-conf__m">
          {onDecide && <Button {...decide('merged', '')}>Voeg samen tot één tekst</Button>}
          {isShared && (
            <Button small variant="subtle" name="act" value="answerPoint?only=on">
              Geef dit punt een eigen antwoord
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

function Side({ title, text, children }: { title: string; text: Text; children: React.ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <DispositionBadge disposition={text.disposition} short />
      <p className="verbatim" dir="auto">
        {text.reply || <span className="soft">Nog geen tekst.</span>}
      </p>
      {children}
    </section>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
