import { changeNames } from '#app/features/plans/versions/changes-in-words.ts'
import { counted } from '#app/counted.ts'
import type { DecisionFile } from './file-view.server.ts'

const kinds = ['edited', 'new', 'gone', 'moved', 'split', 'merged'] as const

export type CoverFacts = { term: string; value: string }[]

/** The first page of a file on paper: its name, four facts, and how much changed and why. */
export function FileCover({
  file,
  municipalityName,
  facts,
  madeOn,
}: {
  file: DecisionFile
  municipalityName: string
  facts: CoverFacts
  madeOn: string
}) {
  const { counts, title, versions } = file
  const most = Math.max(1, ...kinds.map((kind) => counts.kinds[kind]))
  const { points, ownInitiative, amendment, unknown } = counts.reasons
  const why = [
    { label: 'Door punten van insprekers', count: points },
    { label: 'Eigen initiatief van het college', count: ownInitiative },
    { label: 'Amendement van de raad', count: amendment },
    ...(unknown > 0 ? [{ label: 'Nog zonder reden', count: unknown }] : []),
  ]
  return (
    <section className="df-cover" aria-label="Titelblad">
      <p className="df-cover__gem">Gemeente {municipalityName}</p>
      <p className="df-cover__kind">Besluitdossier, bijlage bij het raadsvoorstel</p>
      <p className="df-cover__title">{title}</p>
      <dl className="df-facts">
        {facts.map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="df-two">
        <section>
          <h2>{counted(counts.changes, 'wijziging', 'wijzigingen')} in het plan</h2>
          <table className="df-chart">
            <caption className="df-figure">
              Figuur 1. Wat er verandert van het {versions.old} ({counts.paragraphs.old} alinea’s) naar het{' '}
              {versions.now} ({counts.paragraphs.now} alinea’s).
            </caption>
            <tbody>
              {kinds.map((kind) => (
                <tr key={kind}>
                  <th scope="row">{changeNames[kind].name}</th>
                  <td>
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                      <rect className={`df-bar--${kind}`} width={(100 * counts.kinds[kind]) / most} height="10" />
                    </svg>
                  </td>
                  <td className="df-count">{counts.kinds[kind]}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">{changeNames.unchanged.name} gebleven</th>
                <td />
                <td className="df-count">{counts.kinds.unchanged}</td>
              </tr>
            </tbody>
          </table>
        </section>
        <section>
          <h2>Waarom</h2>
          <table className="df-sums">
            <caption className="vh">Hoeveel wijzigingen om welke reden</caption>
            <tbody>
              {why.map(({ label, count }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td className="df-count">{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="df-figure">
            Achter de wijzigingen staan {counted(counts.points, 'punt', 'punten')}.{' '}
            {counted(counts.refused, 'punt werd', 'punten werden')} niet of voor een deel overgenomen.
          </p>
        </section>
      </div>
      <p className="df-cover__made">Gemaakt uit het register op {madeOn}.</p>
    </section>
  )
}
