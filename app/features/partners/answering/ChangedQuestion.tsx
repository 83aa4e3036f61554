import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { Wording } from './response-view.ts'

/** A question that asks something else than when it was answered: both wordings, side by side. */
export function ChangedQuestion({
  earlier,
  now,
  onSeen,
}: {
  earlier: Wording
  now: Wording
  /** For who was here when it changed. */ onSeen: (() => void) | null
}) {
  return (
    <div className="sm-conf pa-changed" role={onSeen ? 'status' : undefined}>
      <p>
        <Icon name="alert-triangle" /> De vraag is veranderd. Wat er staat, was een antwoord op de eerdere vraag.
      </p>
      <div>
        <section>
          <h3>Eerder gevraagd</h3>
          <p>{earlier.heading}</p>
          {earlier.explanation && <p className="soft small">{earlier.explanation}</p>}
        </section>
        <section>
          <h3>Nu gevraagd</h3>
          <p>{now.heading}</p>
          {now.explanation && <p className="soft small">{now.explanation}</p>}
        </section>
      </div>
      <div className="sm-conf__m">
        {onSeen ? (
          <Button small type="button" onClick={onSeen}>
            Ik heb het gezien
          </Button>
        ) : (
          <p className="small">Als u deze vraag nu bewaart, is het een antwoord op de nieuwe vraag.</p>
        )}
      </div>
    </div>
  )
}
