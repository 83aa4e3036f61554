import { sectionInWords } from '#app/features/plans/plan.ts'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import { dispositionTones } from '#app/features/points/DispositionBadge.tsx'
import { DispositionMeanings } from '#app/features/points/DispositionMeanings.tsx'
import { withFilter } from '#app/features/points/register-filter.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { FilterFold, Notice } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { PageSteps } from '#app/ui/Pagination.tsx'
import { Tally } from '#app/ui/Shares.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { AnsweredTable } from './AnsweredTable.tsx'
import type { AnsweredView } from './answered-view.server.ts'
import { dispositionSlug, filterQuery, MOST_ON_ONE_PAGE } from './processed-filter.ts'

const pointsOf = (count: number) => (count === 1 ? '1\u00a0punt' : `${count}\u00a0punten`)

/** What was done with every point: counts that are also the filter, and the table. */
export function AnsweredPage({ view }: { view: AnsweredView }) {
  const { process, people, all } = view
  return (
    <Page wrap={false} className="is-flush">
      <TitleBand
        crumbs={
          process.isShown
            ? [{ href: paths.public.process(process.slug), label: process.title }]
            : [{ href: paths.public.home(), label: 'Alle plannen' }]
        }
        title="Wat is ermee gedaan?"
        lede={ledeOf(people)}
      >
        <p className="answered-plan">{process.title}</p>
      </TitleBand>
      <Wrap className="answered">
        {process.finishedBecause !== '' && (
          <Notice kind="info" title="Dit traject is afgerond">
            <p className="lines">{process.finishedBecause}</p>
          </Notice>
        )}
        {people === 0 ? (
          <Empty
            title="Er zijn geen reacties ontvangen"
            action={
              <ButtonLink variant="quiet" href={paths.public.process(process.slug)}>
                Terug naar het plan
              </ButtonLink>
            }
          >
            De gemeente heeft dat op {process.answeredOn ?? 'de laatste dag'} vastgesteld.
          </Empty>
        ) : (
          <>
            <section aria-labelledby="tel">
              <h2 id="tel" className="under-3">
                {pointsOf(all)}, {all === 1 ? 'met een antwoord' : 'elk met een antwoord'}
              </h2>
              <Counts view={view} />
              <p className="small soft answered-hint no-print">Kies een regel om alleen die punten te zien.</p>
              <DispositionMeanings />
            </section>
            <Points view={view} />
            <Publications view={view} />
          </>
        )}
        <p className="gap-3 no-print">
          <GoLink href={paths.public.withheld(process.slug)}>Wat niet openbaar is, en waarom</GoLink>
        </p>
      </Wrap>
    </Page>
  )
}

/** What became public when, for a process of which answers became public more than once. */
function Publications({ view: { publications } }: { view: AnsweredView }) {
  if (publications.length < 2) return null
  return (
    <section aria-labelledby="publicaties" className="gap-5">
      <h2 id="publicaties" className="under-3">
        Wanneer is dit openbaar gemaakt?
      </h2>
      <ol className="rows">
        {publications.map(({ title, on, points }) => (
          <li key={`${on} ${title}`}>
            <strong>{on}</strong>: {title} ({pointsOf(points)})
          </li>
        ))}
      </ol>
    </section>
  )
}

function ledeOf(people: number): string | undefined {
  if (people === 0) return undefined
  const who = people === 1 ? 'Eén persoon of organisatie vertelde' : `${people} mensen en organisaties vertelden`
  return `${who} wat zij vinden. Hier leest u per punt ons antwoord.`
}

function Counts({ view: { counts, filter, process } }: { view: AnsweredView }) {
  const words = useDecisionWords()
  const items = counts.flatMap(({ disposition, count }) => {
    if (disposition === null) return []
    const { icon, colour } = words.of(disposition)
    const label = words.forResidents(disposition)
    const current = filter.disposition === disposition
    const query = filterQuery({ ...filter, disposition: current ? undefined : disposition })
    return [
      {
        key: disposition,
        label,
        count,
        icon,
        tone: dispositionTones[colour],
        current,
        href: `${withFilter(paths.public.answered(process.slug), query)}#punten`,
      },
    ]
  })
  return <Tally items={items} />
}

function Points({ view }: { view: AnsweredView }) {
  const { process, filter, query, all, pages, says, onOnePage, contributors } = view
  const words = useDecisionWords()
  const here = paths.public.answered(process.slug)
  const hrefOf = (page: string | null) => (page === null ? null : `${withFilter(here, page)}#punten`)
  return (
    <section aria-labelledby="punten" className="gap-5">
      <h2 id="punten" className="under-3">
        {filter.disposition ? words.forResidents(filter.disposition) : 'Alle punten'}
      </h2>
      <Filters view={view} />
      <div className="cap">
        <p>
          <HowMany view={view} />
          {query !== '' && (
            <>
              .{' '}
              <a className="no-print" href={`${here}#punten`}>
                Toon alle punten
              </a>
            </>
          )}
        </p>
        <p className="answered-downloads no-print">
          <GoLink plain icon="download" href={withFilter(paths.public.answeredCsv(process.slug), query)}>
            Download als csv<span className="vh">, voor een rekenblad</span>
          </GoLink>
          <GoLink plain icon="download" href={withFilter(paths.public.answeredJson(process.slug), query)}>
            json<span className="vh">, voor een programma</span>
          </GoLink>
        </p>
      </div>
      {contributors.length === 0 && pages.previous !== null ? (
        <Empty
          title="Vanaf dit nummer zijn er geen punten meer"
          level={3}
          action={
            <ButtonLink variant="quiet" href={hrefOf(pages.previous) ?? here}>
              Naar de laatste punten
            </ButtonLink>
          }
        />
      ) : contributors.length === 0 ? (
        <Empty
          title={filter.search ? `Niets gevonden voor “${filter.search}”` : 'Geen punten in deze keuze'}
          level={3}
          action={
            <ButtonLink variant="quiet" href={`${here}#punten`}>
              Toon alle punten
            </ButtonLink>
          }
        >
          Er is gezocht in {pointsOf(all)} en de antwoorden. Probeer een ander of een korter woord.
        </Empty>
      ) : (
        <>
          <AnsweredTable contributors={contributors} />
          <PageSteps
            first={hrefOf(pages.first)}
            previous={hrefOf(pages.previous)}
            next={hrefOf(pages.next)}
            last={hrefOf(pages.last)}
            says={says}
          />
          {says !== '' && all <= MOST_ON_ONE_PAGE && (
            <p className="no-print">
              <GoLink icon="printer" href={withFilter(here, [query, 'alles=ja'].filter(Boolean).join('&'))}>
                Alles op één bladzijde (voor printen)
              </GoLink>
            </p>
          )}
          {onOnePage && (
            <p className="no-print gap-3">
              <GoLink href={withFilter(here, query)}>Terug naar korte bladzijden</GoLink>
            </p>
          )}
        </>
      )}
    </section>
  )
}

/** An exact number where it is known; where it is not, what this page has. */
function HowMany({ view: { query, total, shown, all, pages } }: { view: AnsweredView }) {
  if (total !== null)
    return (
      <>
        <strong>{query === '' ? pointsOf(total) : `${total} van ${pointsOf(all)}`}</strong>, op nummer
      </>
    )
  return (
    <>
      <strong>{pointsOf(shown)}</strong> op deze bladzijde{pages.next === null ? ', de laatste' : '; meer hieronder'}
    </>
  )
}

function Filters({ view: { filter, themes, kinds, chapters, process } }: { view: AnsweredView }) {
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  const inUse = filterQuery({ ...filter, disposition: undefined }) !== ''
  const kind = kinds.find((each) => filterQuery({ kind: filter.kind }) === `wie=${each}`)
  return (
    <search>
      <FilterFold inUse={inUse}>
        <form className="filters filters--many" action={`${paths.public.answered(process.slug)}#punten`} method="get">
          {filter.disposition && <input type="hidden" name="besluit" value={dispositionSlug(filter.disposition)} />}
          <TextInput name="zoek" label="Zoek een woord of nummer" type="search" defaultValue={filter.search} />
          {themes.length > 0 && (
            <Select
              name="thema"
              label="Onderwerp"
              empty="Alle onderwerpen"
              defaultValue={filter.theme}
              options={themes.map((name) => ({ value: name, label: name }))}
            />
          )}
          {chapters.length > 0 && (
            <Select
              name="hoofdstuk"
              label="Deel van het plan"
              empty="Het hele plan"
              defaultValue={filter.chapter}
              options={chapters.map((chapter) => ({ value: chapter.number, label: sectionInWords(chapter) }))}
            />
          )}
          {kinds.length > 1 && (
            <Select
              name="wie"
              label="Wie reageerde"
              empty="Iedereen"
              defaultValue={kind}
              options={kinds.map((each) => ({ value: each, label: capital(each) }))}
            />
          )}
          <button className="utrecht-button utrecht-button--secondary-action" type="submit">
            Toon
          </button>
        </form>
      </FilterFold>
    </search>
  )
}
