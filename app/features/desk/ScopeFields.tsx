import { Button } from '#app/ui/Button.tsx'
import type { ItemView } from './item-view.server.ts'

/** What the answer is about, where there is a choice. */
export function ScopeFields({ scopes, value }: { scopes: ItemView['scopes']; value: string }) {
  if (scopes.length === 0) return null
  const chosen = scopes.some(({ scope }) => scope === value) ? value : 'point'
  return (
    <fieldset className="it-scope">
      <legend>Waarover gaat dit antwoord?</legend>
      {scopes.map(({ scope, label, count }) => (
        <label key={scope} className="check">
          <input
            className="utrecht-radio-button utrecht-radio-button--html-input"
            type="radio"
            name="scope"
            value={scope}
            defaultChecked={scope === chosen}
          />
          <span>
            {label}
            {count > 1 && (
              <span className="check__more">
                {count > 1000 ? 'Meer dan 1.000' : count} punten; wat al een eigen antwoord heeft, houdt dat.
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** That more points have this answer, and the way to give this one its own. */
export function ShareLine({ view: { answer } }: { view: ItemView }) {
  if (!answer || answer.shares < 2) return null
  const others = answer.shares - 1
  const many = others > 999 ? 'meer dan 1.000 andere punten' : others === 1 ? '1 ander punt' : `${others} andere punten`
  return (
    <p className="it-shares">
      <span>Dit antwoord geldt ook voor {many}.</span>
      <Button small variant="subtle" name="act" value="answerPoint?only=on">
        Bewaar alleen voor dit punt
      </Button>
    </p>
  )
}
