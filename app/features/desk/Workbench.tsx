import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { formatDateShort } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Empty } from '#app/ui/Marks.tsx'
import type { WorkbenchView } from './workbench-view.server.ts'

/** The workbench: the list of points, and beside it what is open. */
export function Workbench({
  view,
  openId,
  children,
}: {
  view: WorkbenchView
  /** The point that is open. */
  openId: string | null
  children: ReactNode
}) {
  const { process, counts, query, rows } = view
  const search = query === '' ? '' : `?${query}`
  return (
    <main id="inhoud" tabIndex={-1} className="sm-bench">
      <div className="sm-wbbar">
        <h1>Punten, {process.title}</h1>
        <span className="small soft">
          {counts.points - counts.answered} van {counts.points} punten te beantwoorden
        </span>
      </div>
      <div className="sm-panes">
        <section className="sm-pane sm-pane--list" id="lijst" aria-label="Lijst met punten">
          {rows.length === 0 ? (
            <Empty title="Geen punten in deze keuze" level={2} />
          ) : (
            <ol className="sm-pane__scroll">
              {rows.map((row) => (
                <li key={row.id} className="sm-row" aria-current={row.id === openId || undefined}>
                  <Link className="sm-row__nr" to={paths.official.process.answer(process.slug, row.id) + search}>
                    {row.number}
                  </Link>
                  <span className="sm-row__who">{row.name}</span>
                  <span className="sm-row__when">{formatDateShort(row.receivedOn)}</span>
                  <p className="sm-row__q" dir="auto">
                    {row.words}
                  </p>
                  <p className="sm-row__m">
                    <DispositionBadge disposition={row.disposition} short />
                  </p>
                </li>
              ))}
            </ol>
          )}
        </section>
        {children}
      </div>
    </main>
  )
}
