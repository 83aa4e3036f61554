// `display: grid` on a phone takes the implicit roles of a table away
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { paths, withQuery } from '#app/paths.ts'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { FilterFold, Fold } from '#app/ui/FormParts.tsx'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { filteredPath } from './asking-form.ts'
import type { AskedView, ShownRow } from './asking-view.server.ts'
import { cellWords, overviewStands, overviewStandWords, type Cell, type CellKind } from './overview.ts'

const icons: Record<CellKind, IconName> = {
  nothing: 'minus',
  unanswered: 'minus',
  draft: 'half-circle',
  done: 'check',
  skipped: 'forward',
  notApplicable: 'x',
  sent: 'check-circle',
}

const isBlank = ({ kind }: Cell) => kind === 'nothing' || kind === 'unanswered'

/** Organisations by questions: where each answer stands and how many points it has, never a word of it. */
export function Matrix({ process, asked }: { process: { slug: string }; asked: AskedView }) {
  const { filter, found, page, pages, rows, questions } = asked
  const isFiltered = filter.search !== '' || filter.stand !== null
  const narrowed = { zoek: filter.search === '' ? null : filter.search, stand: filter.stand }
  return (
    <section className="sm-sec" aria-labelledby="overzicht">
      <div className="sm-sec__head">
        <h2 id="overzicht">Wie is waar</h2>
        <SaveLinks
          what="dit overzicht"
          xlsx={withQuery(paths.official.process.giveOut(process.slug, 'partners.xlsx'), narrowed)}
          csv={withQuery(paths.official.process.giveOut(process.slug, 'partners.csv'), narrowed)}
        />
      </div>
      <p className="soft small under-3">
        U ziet waar een organisatie is en hoeveel punten zij heeft. Wat er staat, leest u pas als de inbreng is
        verzonden.
      </p>
      <FilterFold inUse={isFiltered}>
        <form method="get" className="wk-filters" role="search">
          <TextInput name="zoek" label="Zoek een organisatie" type="search" defaultValue={filter.search} />
          <Select
            name="stand"
            label="Stand"
            defaultValue={filter.stand ?? ''}
            empty="Alle organisaties"
            options={overviewStands.map((stand) => ({ value: stand, label: overviewStandWords[stand] }))}
          />
          <button className="utrecht-button utrecht-button--quiet" type="submit">
            Toon
          </button>
        </form>
      </FilterFold>
      {isFiltered && (
        <p className="small gap-2" role="status">
          <strong>
            {found} van {asked.tally.all + asked.others}
          </strong>{' '}
          organisaties. <a href={paths.official.process.partners(process.slug)}>Toon alles</a>
        </p>
      )}
      {questions.length > 0 && (
        <Fold summary="Welk nummer is welke vraag?">
          <ol className="pq-legend">
            {questions.map(({ id, number, heading, isRetired }) => (
              <li key={id}>
                <b>{number}</b> {heading}
                {isRetired && <span className="soft"> (vervallen: wordt niet meer gesteld)</span>}
              </li>
            ))}
          </ol>
        </Fold>
      )}
      {rows.length === 0 ? (
        <Empty title="Geen organisatie gevonden" level={3}>
          Kies een andere stand, of zoek een andere naam.
        </Empty>
      ) : (
        <>
          <MatrixTable process={process} rows={rows} questions={questions} />
          {rows.some(({ cells }) => cells.some(({ isEarlier }) => isEarlier)) && (
            <p className="small soft gap-1" aria-hidden="true">
              * Antwoord op een eerdere versie van de vraag.
            </p>
          )}
        </>
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(number) => filteredPath(process.slug, filter, { pagina: String(number) })}
      />
    </section>
  )
}

function MatrixTable({
  process,
  rows,
  questions,
}: Pick<AskedView, 'rows' | 'questions'> & { process: { slug: string } }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must be able to scroll it
    <div className="pm-room" role="region" aria-label="Organisaties en vragen" tabIndex={0}>
      <table className="pm" role="table">
        <caption className="vh">
          Per organisatie en per vraag: hoe ver het antwoord is, en hoeveel punten het heeft
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Organisatie
            </th>
            {questions.map(({ id, number, heading, isRetired }) => (
              <th key={id} role="columnheader" scope="col" className="pm-q" title={heading}>
                <span className="vh">Vraag </span>
                {number}
                {isRetired && <span className="pm-q__gone">vervallen</span>}
              </th>
            ))}
            <th role="columnheader" scope="col" className="pm-sum">
              Punten
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr
              key={row.id}
              role="row"
              id={`rij-${row.id}`}
              className={row.cells.every(isBlank) ? 'pm--blank' : undefined}
            >
              <th role="rowheader" scope="row">
                <a
                  href={
                    row.partnerId
                      ? paths.official.partner(row.partnerId)
                      : paths.official.process.split(process.slug, row.id)
                  }
                >
                  {row.name}
                </a>
                <RowState
                  row={row}
                  contribution={
                    row.takenIn && row.partnerId ? paths.official.process.split(process.slug, row.takenIn) : null
                  }
                />
              </th>
              {row.cells.map((cell, at) => (
                <td
                  key={questions[at]?.id}
                  role="cell"
                  className={`pm-c pm-c--${cell.kind}`}
                  data-n={questions[at]?.number}
                >
                  <CellState cell={cell} />
                </td>
              ))}
              <td role="cell" className="pm-sum">
                <b>{row.points}</b>
                <span className="pm-sum__word"> {row.points === 1 ? 'punt' : 'punten'}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RowState({
  row: { state, says, openedOn, sentOn, reopenReason },
  contribution,
}: {
  row: ShownRow
  /** Where officials read what they took in. */ contribution: string | null
}) {
  const on = state === 'sent' ? sentOn : state === 'invited' ? openedOn : null
  return (
    <span className="wk-sub pm-state">
      <Icon
        name={
          state === 'sent'
            ? 'check-circle'
            : state === 'released'
              ? 'circle-dot'
              : state === 'draft'
                ? 'half-circle'
                : openedOn
                  ? 'eye'
                  : 'circle'
        }
      />
      <span>
        {contribution ? <a href={contribution}>{says}</a> : says}
        {on && `, ${on}`}
      </span>
      {reopenReason !== null && <strong className="pm-asks">vraagt om heropenen</strong>}
    </span>
  )
}

function CellState({ cell: { kind, points, isEarlier } }: { cell: Cell }) {
  return (
    <>
      <span className="pm-c__n">
        <Icon name={icons[kind]} />
        {points > 0 && (
          <b>
            {points}
            <span className="vh"> {points === 1 ? 'punt' : 'punten'}, </span>
          </b>
        )}
      </span>
      <span className="pm-c__w">
        {cellWords[kind]}
        {isEarlier && <span className="vh">, op een eerdere versie van de vraag</span>}
        {isEarlier && <span aria-hidden="true">*</span>}
      </span>
    </>
  )
}
