import { SectionName } from '#app/features/plans/SectionName.tsx'
import { paths } from '#app/paths.ts'
import type { ChangedView } from './changed-view.server.ts'
import { ChangeStrip, StripKey } from './ChangeStrip.tsx'
import { howMany } from './how-many.ts'

/** How much changed, how many points are behind it, and whose wish it was. */
export function ChangedFigures({
  view: { slug, size, points, people, wishes, answers, chapter },
}: {
  view: ChangedView
}) {
  return (
    <section className="figs" aria-label="In cijfers">
      <div>
        <p>
          <b className="figs-n">{size.changes}</b>
          {chapter ? (
            <strong>{size.changes === 1 ? 'verandering in dit hoofdstuk.' : 'veranderingen in dit hoofdstuk.'}</strong>
          ) : (
            <>
              <strong>{size.changes === 1 ? 'verandering' : 'veranderingen'}</strong> in{' '}
              {howMany(size.before, 'alinea', 'alinea’s')}. {sameInWords(size.same)}
            </>
          )}
        </p>
      </div>
      <div>
        {answers === null ? (
          <p>Welke reacties achter die veranderingen staan, leest u hier zodra de antwoorden openbaar zijn.</p>
        ) : (
          <p>
            <b className="figs-n">{points}</b>
            <strong>
              {points === 1 ? 'punt van ' : 'punten van '}
              {howMany(people, 'persoon of organisatie', 'mensen en organisaties')}
            </strong>{' '}
            {points === 1 ? 'staat' : 'staan'} achter die veranderingen.{' '}
            {answers.all > 0 && (
              <a href={paths.public.answered(slug)}>
                Bekijk {answers.all === 1 ? 'het punt met zijn antwoord' : `alle ${answers.all} punten`}
              </a>
            )}
          </p>
        )}
      </div>
      <div>
        <p>
          <strong>Wie wilde het?</strong>
        </p>
        <ul>
          {[
            { count: wishes.points, says: 'omdat mensen erom vroegen' },
            { count: wishes.ownInitiative, says: 'eigen initiatief van het college' },
            {
              count: wishes.amendment,
              says: wishes.amendment === 1 ? 'amendement van de gemeenteraad' : 'amendementen van de gemeenteraad',
            },
            {
              count: wishes.unknown,
              says: answers === null ? 'reden volgt bij de antwoorden' : 'zonder een reden erbij',
            },
          ]
            .filter(({ count }) => count > 0)
            .map(({ count, says }) => (
              <li key={says}>
                <b>{count}</b> <span>{says}</span>
              </li>
            ))}
        </ul>
      </div>
    </section>
  )
}

function sameInWords(same: number): string {
  if (same === 0) return 'Geen alinea bleef woord voor woord gelijk.'
  return same === 1
    ? '1 alinea bleef woord voor woord gelijk.'
    : `De andere ${same} alinea’s bleven woord voor woord gelijk.`
}

/** Each chapter with what became of its paragraphs, and the way to its changes. */
export function ChangedChapters({ view: { chapters } }: { view: ChangedView }) {
  return (
    <section aria-labelledby="hoofdstukken" className="changed-sec">
      <h2 id="hoofdstukken">Per hoofdstuk</h2>
      <table className="chap">
        <caption className="vh">
          Aantal veranderingen en punten per hoofdstuk. Elk streepje in de tekening is één alinea.
        </caption>
        <thead>
          <tr>
            <th scope="col">Hoofdstuk</th>
            <th scope="col">Elk streepje is één alinea</th>
            <th scope="col" className="chap-num">
              Veranderingen
            </th>
            <th scope="col" className="chap-num">
              Punten
            </th>
          </tr>
        </thead>
        <tbody>
          {chapters.map(({ number, heading, href, ticks, changes, points }) => (
            <tr key={number}>
              <th scope="row">
                {changes > 0 ? (
                  <a href={href}>
                    <SectionName number={number} heading={heading} />
                  </a>
                ) : (
                  <SectionName number={number} heading={heading} />
                )}
              </th>
              <td>
                <ChangeStrip ticks={ticks} />
              </td>
              <td className="chap-num" data-unit={changes === 1 ? 'verandering' : 'veranderingen'}>
                {changes}
              </td>
              <td className="chap-num" data-unit={points === 1 ? 'punt' : 'punten'}>
                {points}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <StripKey />
    </section>
  )
}
