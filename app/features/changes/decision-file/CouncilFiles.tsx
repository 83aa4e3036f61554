import { paths } from '#app/paths.ts'
import type { CouncilFileRow } from './council-files.server.ts'

/** The decision files on the first page of the council. */
export function CouncilFiles({ files }: { files: readonly CouncilFileRow[] }) {
  return (
    <section className="sm-sec ck-home" aria-labelledby="dossiers">
      <h2 id="dossiers">Besluitdossiers</h2>
      {files.length === 0 ? (
        <p className="soft">
          Er is nu geen dossier. Zodra de gemeente een voorstel aan de raad overdraagt, staat het hier.
        </p>
      ) : (
        <ul className="rows">
          {files.map(({ slug, title, says }) => (
            <li key={slug} className="ck-row">
              <p>
                <a className="acc-plan" href={paths.council.decisionFile(slug)}>
                  {title}
                  <span className="vh">, besluitdossier</span>
                </a>
              </p>
              <p className="small">{says}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
