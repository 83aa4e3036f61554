import { Icon } from '#app/ui/Icon.tsx'
import { findingsInWords } from './findings-in-words.ts'
import { findingLabels, type Finding } from './personal-data.ts'

/** How many are named; the rest is counted. */
const NAMED = 12

/** What a text holds that may tell who someone is: how many of what, and each with the words. */
export function FindingsLegend({
  findings,
  children,
}: {
  findings: readonly Pick<Finding, 'kind' | 'start' | 'text'>[]
  children?: string
}) {
  if (findings.length === 0) return null
  return (
    <section className="wk-legend" aria-labelledby="gevonden">
      <h2 id="gevonden">
        <Icon name="alert-triangle" /> {findings.length === 1 ? 'Gegeven' : 'Gegevens'} van personen in de tekst
      </h2>
      <p className="small">{findingsInWords(findings)}, gemerkt in de tekst.</p>
      <ul className="small">
        {findings.slice(0, NAMED).map(({ kind, start, text }) => (
          <li key={start}>
            <span className="soft">{findingLabels[kind]}</span>{' '}
            <span className="wk-found" dir="auto">
              {text}
            </span>
          </li>
        ))}
      </ul>
      {findings.length > NAMED && <p className="small soft">En nog {findings.length - NAMED}.</p>}
      <p className="small soft">
        Namen van anderen herkennen wij niet. Lees daarom ook zelf of er iets over een persoon in staat.
        {children && ` ${children}`}
      </p>
    </section>
  )
}
