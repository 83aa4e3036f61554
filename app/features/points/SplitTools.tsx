import { Form } from '@remix-run/react'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { StackedBar, StackedKey } from '#app/ui/Shares.tsx'
import type { SplitView } from './split-view.ts'

/** For who has no JavaScript: what to do with the sentences that were ticked. */
export function TickedBar() {
  return (
    <Form method="post" id="kies" className="wk-ticked" preventScrollReset>
      <span className="small">Met de aangevinkte zinnen:</span>
      <Button small variant="primary-action" name="act" value="markPoint">
        Maak punt
      </Button>
      <Button small name="act" value="joinToPreviousPoint">
        Voeg bij vorig punt
      </Button>
      <Button small name="act" value="markNonPoint">
        Geen punt
      </Button>
      <Button small variant="subtle" name="act" value="unmarkNonPoint">
        Toch openlaten
      </Button>
    </Form>
  )
}

/** How much of the text has a place. */
export function Coverage({ view, withKeys }: { view: SplitView; withKeys: boolean }) {
  const { sentences, inPoint, nonPoint, open } = view.coverage
  const figure = (count: number) => count.toLocaleString('nl-NL')
  const title =
    open === 0
      ? 'Alle zinnen hebben een plek'
      : `${figure(open)} van de ${figure(sentences)} ${sentences === 1 ? 'zin' : 'zinnen'} ${open === 1 ? 'is' : 'zijn'} nog open`
  return (
    <section className="sm-sec">
      <h2>{title}</h2>
      <StackedBar
        thin
        label={`${inPoint} in een punt, ${nonPoint} geen punt, ${open} open`}
        parts={[
          { level: 'solid', count: inPoint },
          { level: 'hatch', count: nonPoint },
          { level: 'empty', count: open },
        ]}
      />
      <StackedKey
        parts={[
          { level: 'solid', label: `in een punt: ${figure(inPoint)}` },
          { level: 'hatch', label: `geen punt: ${figure(nonPoint)}` },
          { level: 'empty', label: `open: ${figure(open)}` },
        ]}
      />
      {view.nextOpen !== null && (
        <p className="small gap-1">
          <a href={`#t-${view.nextOpen}`}>Ga naar de eerste open zin</a> {withKeys && <kbd aria-hidden="true">O</kbd>}
        </p>
      )}
    </section>
  )
}

/** Points that are proposed, to take over at once. */
export function Suggestion({ view }: { view: SplitView }) {
  return (
    <section className="sm-sec">
      <h2>
        Voorstel: {view.suggestions.length} {view.suggestions.length === 1 ? 'punt' : 'punten'}{' '}
        {view.isItemised ? 'zoals gegeven' : 'uit een lijst'}
      </h2>
      <p className="small">
        {view.isItemised ? 'De indiener gaf elk punt apart.' : `De indiener somt ${view.suggestions.length} dingen op.`}{' '}
        Meestal krijgt elk zijn eigen antwoord.
      </p>
      <Form method="post" preventScrollReset className="sm-acts">
        <Button small name="act" value="takeSuggestion">
          Neem over <kbd aria-hidden="true">Y</kbd>
        </Button>
        {!view.isItemised && (
          <Button small name="act" value="takeSuggestion?asOne=on">
            Eén punt
          </Button>
        )}
        <ButtonLink small variant="subtle" href="?voorstel=nee">
          Sla over
        </ButtonLink>
      </Form>
    </section>
  )
}

/** Which keys do what. */
export function Keys({ hasSuggestion }: { hasSuggestion: boolean }) {
  return (
    <div className="sm-keys" id="toetsen">
      <span>
        <kbd>↓</kbd> <kbd>↑</kbd> per zin
      </span>
      <span>
        <kbd>Shift</kbd> <kbd>↓</kbd> meer zinnen
      </span>
      <span>
        <kbd>Enter</kbd> maak punt
      </span>
      <span>
        <kbd>V</kbd> voeg bij vorig punt
      </span>
      <span>
        <kbd>G</kbd> geen punt
      </span>
      {hasSuggestion && (
        <span>
          <kbd>Y</kbd> neem voorstel over
        </span>
      )}
      <span>
        <kbd>O</kbd> volgende open zin
      </span>
      <span>
        <kbd>Esc</kbd> laat los
      </span>
    </div>
  )
}
