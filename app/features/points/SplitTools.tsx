import { Form } from '@remix-run/react'
import { Button } from '#app/ui/Button.tsx'
import { StackedBar, StackedKey } from '#app/ui/Shares.tsx'
import type { SplitView } from './split-view.ts'
import { suggestionName, type Suggestion } from './suggestions.ts'

/** For who has no JavaScript: what to do with the sentences that were ticked. */
export function TickedBar({ isDone }: { isDone: boolean }) {
  return (
    <Form method="post" id="kies" className="wk-ticked" preventScrollReset>
      <span className="small">Met de aangevinkte zinnen:</span>
      {!isDone && (
        <Button small variant="primary-action" name="act" value="markPoint">
          Maak punt
        </Button>
      )}
      <Button small name="act" value="splitPoint">
        Splits van het punt af
      </Button>
      <Button small name="act" value="joinToPoint">
        Voeg bij vorig punt
      </Button>
      <Button small name="act" value="joinToPoint?to=next">
        Voeg bij volgend punt
      </Button>
      {!isDone && (
        <Button small name="act" value="markNonPoint">
          Geen punt
        </Button>
      )}
      <Button small name="act" value="takeOutOfPoint">
        Haal uit het punt
      </Button>
      {!isDone && (
        <Button small variant="subtle" name="act" value="unmarkNonPoint">
          Toch openlaten
        </Button>
      )}
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
      {view.chosen.length + view.headings.length > 0 && <p className="tiny soft">{apartInWords(view)}</p>}
      {view.nextOpen !== null && (
        <p className="small gap-1">
          <a href={`#t-${view.nextOpen}`}>Ga naar de eerste open zin</a> {withKeys && <kbd aria-hidden="true">O</kbd>}
        </p>
      )}
    </section>
  )
}

/** What is not counted among the sentences. */
function apartInWords({ chosen, headings }: SplitView): string {
  const parts = [
    headings.length > 0 &&
      (headings.length === 1 ? '1 kopje van de indiener' : `${headings.length} kopjes van de indiener`),
    chosen.length > 0 && (chosen.length === 1 ? '1 gekozen antwoord' : `${chosen.length} gekozen antwoorden`),
  ].filter((part) => part !== false)
  return `${parts.join(' en ')} ${chosen.length + headings.length === 1 ? 'telt' : 'tellen'} niet mee.`
}

/** What is proposed next, to take, to join or to skip; and all of it at once. */
export function SuggestionBox({ view, suggestion }: { view: SplitView; suggestion: Suggestion }) {
  const all = view.suggestions
  const at = all.findIndex((one) => suggestionName(one) === suggestionName(suggestion)) + 1
  const { kind, ranges } = suggestion
  const points = all.flatMap((one) => (one.kind === 'noPoint' ? [] : one.ranges)).length
  const nonPoints = all.length - all.filter((one) => one.kind !== 'noPoint').length
  return (
    <section className="sm-sec" aria-labelledby="voorstel">
      <div className="sm-sec__head">
        <h2 id="voorstel">{titleOf(suggestion)}</h2>
        {all.length > 1 && (
          <span className="small soft">
            {at} van {all.length}
          </span>
        )}
      </div>
      <p className="small">{reasons[kind]}</p>
      <p className="small wk-two wk-quote" dir="auto">
        {view.text.slice(ranges[0]?.start, ranges.at(-1)?.end)}
      </p>
      <Form method="post" preventScrollReset className="sm-acts">
        <input type="hidden" name="suggestion" value={suggestionName(suggestion)} />
        <Button small name="act" value="takeSuggestion">
          Neem over <kbd aria-hidden="true">Y</kbd>
        </Button>
        {ranges.length > 1 && (
          <Button small name="act" value="takeSuggestion?asOne=on">
            Eén punt <kbd aria-hidden="true">1</kbd>
          </Button>
        )}
        <Button small variant="subtle" name="act" value="skipSuggestion">
          Sla over <kbd aria-hidden="true">S</kbd>
        </Button>
      </Form>
      {all.length > 1 && (
        <Form method="post" preventScrollReset className="sm-acts">
          <Button small variant="subtle" name="act" value="takeSuggestion">
            Neem alle {all.length} voorstellen over <kbd aria-hidden="true">⇧ Y</kbd>
          </Button>
          <span className="tiny soft">
            {points === 1 ? '1 punt' : `${points} punten`}
            {nonPoints > 0 && `, ${nonPoints} keer geen punt`}
          </span>
        </Form>
      )}
    </section>
  )
}

function titleOf({ kind, ranges }: Suggestion): string {
  if (kind === 'noPoint') return 'Voorstel: geen punt'
  const count = ranges.length === 1 ? '1 punt' : `${ranges.length} punten`
  const from = { items: 'zoals gegeven', list: 'uit een lijst', enumeration: 'uit een opsomming', wish: '' }[kind]
  return `Voorstel: ${count}${from && ` ${from}`}`
}

const reasons: Record<Suggestion['kind'], string> = {
  items: 'De indiener gaf elk punt apart.',
  list: 'De indiener somt dit op. Meestal krijgt elk zijn eigen antwoord.',
  enumeration: 'De zin somt dit op. Meestal krijgt elk zijn eigen antwoord.',
  wish: 'Hier staat een vraag of een wens, met wat eraan voorafgaat.',
  noPoint: 'Een aanhef, groet of bedankje vraagt geen antwoord.',
}

/** The last act here, to undo. */
export function Undo({ act, withKeys }: { act: string; withKeys: boolean }) {
  return (
    <Form method="post" preventScrollReset>
      <Button small variant="subtle" name="act" value="undoSplitAct">
        Ongedaan: {undoWords[act] ?? 'wat u deed'} {withKeys && <kbd aria-hidden="true">Z</kbd>}
      </Button>
    </Form>
  )
}

/** What an act did, for who undoes it. */
export const undoWords: Record<string, string> = {
  markPoint: 'punt gemaakt',
  markNonPoint: 'geen punt',
  unmarkNonPoint: 'weer open',
  takeSuggestion: 'voorstel overgenomen',
  skipSuggestion: 'voorstel overgeslagen',
  removePoint: 'punt weggehaald',
  splitPoint: 'punt gesplitst',
  joinToPoint: 'samengevoegd',
  takeOutOfPoint: 'uit het punt gehaald',
}

/** Which keys do what. */
export function Keys({ view }: { view: SplitView }) {
  const keys = [
    { keys: ['↓', '↑'], does: 'per zin' },
    { keys: ['Shift', '↓'], does: 'meer zinnen' },
    { keys: ['↵'], does: 'maak punt' },
    { keys: ['V', '⇧ V'], does: 'bij vorig, volgend punt' },
    { keys: ['G'], does: 'geen punt' },
    ...(view.suggestions.length > 0 ? [{ keys: ['Y', '1', 'S'], does: 'voorstel' }] : []),
    ...(view.isDone ? [] : [{ keys: ['O'], does: 'volgende open zin' }]),
    { keys: ['Z'], does: 'ongedaan' },
    { keys: ['Esc'], does: 'laat los' },
  ]
  return (
    <div className="sm-keys" id="toetsen">
      {keys.map(({ keys: all, does }) => (
        <span key={does}>
          {all.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {does}
        </span>
      ))}
    </div>
  )
}
