import { dispositions, dispositionWords, type Disposition } from '#app/features/points/disposition.ts'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { withFilter } from '#app/features/points/register-filter.ts'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import { formatDateShort, type LocalDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { FilterFold } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { StackedBar } from '#app/ui/Shares.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { dispositionSlug, filterQuery, type ProcessedFilter } from './processed-filter.ts'

export type PointsView = {
  process: { slug: string; title: string; isFixed: boolean }
  counts: WorkCounts
  filter: ProcessedFilter
  themes: string[]
  /** Points per decision that fit the rest of the filter. */
  decided: { disposition: Disposition | null; count: number }[]
  total: number
  page: number
  pages: number
  rows: {
    id: string
    number: string
    name: string
    receivedOn: LocalDate
    words: string
    theme: string | null
    disposition: Disposition | null
  }[]
}

/** '31 van 143 punten te beantwoorden'. */
function openInWords({ points, answered }: Pick<WorkCounts, 'points' | 'answered'>): string {
  const open = points - answered
  if (open === 0) return points === 1 ? 'Het punt heeft een antwoord' : `Alle ${points} punten hebben een antwoord`
  return `${open} van ${points} ${points === 1 ? 'punt' : 'punten'} te beantwoorden`
}

/** All points of a process, the open ones first. */
export function PointsPage({ view }: { view: PointsView }) {
  const { process, counts, filter, total, page, pages, rows, decided } = view
  const here = paths.official.process.points(process.slug)
  const query = filterQuery(filter)
  const firstOpen = rows.find(({ disposition }) => disposition === null)
  return (
    <Page wrap={false} className="sm-page">
      <WorkHead process={process} counts={counts} current="punten" title="Punten">
        {counts.points > 0 && (
          <div className="wk-progress">
            <div>
              <p className="lede">{openInWords(counts)}</p>
              <StackedBar
                label={openInWords(counts)}
                parts={[
                  { level: 'solid', count: counts.answered },
                  { level: 'empty', count: counts.points - counts.answered },
                ]}
              />
            </div>
            {firstOpen && !process.isFixed ? (
              <ButtonLink variant="primary-action" href={paths.official.process.answer(process.slug, firstOpen.id)}>
                Beantwoord punt {firstOpen.number}
              </ButtonLink>
            ) : (
              counts.points === counts.answered &&
              !process.isFixed && (
                <ButtonLink variant="primary-action" href={paths.official.process.publish(process.slug)}>
                  Naar publiceren
                </ButtonLink>
              )
            )}
          </div>
        )}
      </WorkHead>
      {counts.points === 0 ? (
        <Empty
          title="Er zijn nog geen punten"
          action={<ButtonLink href={paths.official.process.register(process.slug)}>Naar de inbreng</ButtonLink>}
        >
          Splits eerst de inbreng in punten. Elk punt krijgt daarna een eigen antwoord.
        </Empty>
      ) : (
        <section className="sm-sec" aria-labelledby="lijst">
          <h2 id="lijst" className="vh">
            Lijst
          </h2>
          <Filters view={view} />
          {rows.length === 0 ? (
            <Empty
              title={filter.search ? `Geen punten met “${filter.search}”` : 'Geen punten in deze keuze'}
              level={3}
              action={<ButtonLink href={here}>Zoek zonder filter</ButtonLink>}
            >
              Er is gezocht in {counts.points} {counts.points === 1 ? 'punt' : 'punten'}.
            </Empty>
          ) : (
            <>
              {query !== '' && (
                <p className="small gap-2" role="status">
                  <strong>
                    {total} van {counts.points}
                  </strong>{' '}
                  punten{openOf(decided) > 0 && !filter.unanswered && `, ${openOf(decided)} open`}.{' '}
                  <a href={here}>Toon alle punten</a>
                </p>
              )}
              <ul className="wk-rows">
                {rows.map((row) => (
                  <li key={row.id} className="sm-row wk-row">
                    <a className="sm-row__nr" href={paths.official.process.answer(process.slug, row.id)}>
                      {row.number}
                    </a>
                    <span className="sm-row__who">{row.name}</span>
                    <span className="sm-row__when">{formatDateShort(row.receivedOn)}</span>
                    <p className="sm-row__q" dir="auto">
                      {row.words}
                    </p>
                    <p className="sm-row__m">
                      <DispositionBadge disposition={row.disposition} short />
                      <span className="soft">{row.theme ?? 'geen thema'}</span>
                    </p>
                  </li>
                ))}
              </ul>
              <Pagination page={page} pages={pages} hrefOf={(each) => withFilter(here, query, each)} />
            </>
          )}
        </section>
      )}
    </Page>
  )
}

const openOf = (decided: PointsView['decided']) => decided.find(({ disposition }) => disposition === null)?.count ?? 0

function Filters({ view: { filter, themes } }: { view: PointsView }) {
  return (
    <FilterFold inUse={filterQuery(filter) !== ''}>
      <form method="get" className="wk-filters" role="search">
        <TextInput name="zoek" label="Zoek een woord of nummer" type="search" defaultValue={filter.search} />
        <Select
          name="besluit"
          label="Besluit"
          empty="Alle punten"
          defaultValue={filter.unanswered ? 'open' : filter.disposition && dispositionSlug(filter.disposition)}
          options={[
            { value: 'open', label: 'Nog geen besluit' },
            ...dispositions.map((disposition) => ({
              value: dispositionSlug(disposition),
              label: dispositionWords[disposition].label,
            })),
          ]}
        />
        <Select
          name="thema"
          label="Thema"
          empty="Alle thema’s"
          defaultValue={filter.theme}
          options={themes.map((name) => ({ value: name, label: name }))}
        />
        <button className="utrecht-button utrecht-button--quiet" type="submit">
          Toon
        </button>
      </form>
    </FilterFold>
  )
}
