import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import type { ContributionHistoryView } from './contribution-history-view.server.ts'

/** Who did what with a contribution and its points, and when. */
export function ContributionHistoryPage({ view }: { view: ContributionHistoryView }) {
  const { process, id, name, history, points, left } = view
  return (
    <Page>
      <Crumbs items={[{ href: paths.official.process.split(process.slug, id), label: `Inbreng van ${name}` }]} />
      <h1>Geschiedenis van de inbreng van {name}</h1>
      <Lines lines={history} />
      {points.map((point) => (
        <section key={point.id} className="sm-sec">
          <h2>
            <a href={paths.official.process.answer(process.slug, point.id)}>Punt {point.label}</a>
          </h2>
          <Lines lines={point.history} />
        </section>
      ))}
      {left > 0 && (
        <p>En nog {left === 1 ? '1 punt' : `${left} punten`}. De geschiedenis van alle punten staat in het bestand.</p>
      )}
      <p>
        <a href={paths.official.process.historyCsv(process.slug)}>Download de geschiedenis van alle punten als csv</a>
      </p>
    </Page>
  )
}

function Lines({ lines }: { lines: ContributionHistoryView['history'] }) {
  if (lines.length === 0) return <p className="soft">Hier is nog niets mee gedaan.</p>
  return (
    <ol className="sm-hist">
      {lines.map((line) => (
        <li key={line.id}>
          <b>{line.by}</b> {line.says}, {formatDateTime(line.at)}
        </li>
      ))}
    </ol>
  )
}
