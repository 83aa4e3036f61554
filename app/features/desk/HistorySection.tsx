import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { atQuery } from './desk-address.ts'
import { itemParameters } from './item-parameters.ts'
import type { ItemView } from './item-view.server.ts'

/** Who did what with the point and when, the last first; a text that the answer had can be taken back. */
export function HistorySection({ view, query }: { view: ItemView; query: string }) {
  const { history, process, point, contribution, answer, mayAnswer } = view
  const [first] = history.filter(({ version }) => version !== null)
  return (
    <details className="it-history">
      <summary id="geschiedenis">Geschiedenis, {history.length === 1 ? '1 stap' : `${history.length} stappen`}</summary>
      <ol className="sm-hist">
        {history.map((line) => (
          <li key={line.id}>
            <b>{line.by}</b> {line.says}, <span className="soft">{formatDateTime(line.at)}</span>
            {mayAnswer && line.version !== null && !(answer && line === first) && (
              <>
                {'. '}
                <a href={address(view, query, line.version)}>Neem de tekst van toen over</a>
              </>
            )}
          </li>
        ))}
      </ol>
      <p className="small">
        <a href={paths.official.process.pointHistoryCsv(process.slug, point.id)}>Download als csv</a>
        {' · '}
        <a href={paths.official.process.contributionHistory(process.slug, contribution.id)}>
          Geschiedenis van de hele inbreng
        </a>
      </p>
    </details>
  )
}

const address = ({ process, point }: ItemView, query: string, version: string) =>
  atQuery(paths.official.process.answer(process.slug, point.id), query, {
    [itemParameters.text]: version,
    [itemParameters.part]: 'antwoord',
  })
