import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { paths, withQuery } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { groupSlug, groupTitles, type Group } from './groups.ts'
import type { Hit } from './hits.server.ts'
import { HowRead } from './HowRead.tsx'
import { Marked } from './Marked.tsx'
import { SearchForm } from './SearchForm.tsx'
import type { SearchView } from './search-view.server.ts'

const kindWords: Record<Hit['kind'], string> = {
  process: 'Plan',
  section: 'Kop in een plan',
  paragraph: 'Alinea in een plan',
  point: 'Punt met antwoord',
  meeting: 'Bijeenkomst',
}

/** The page for searching: the field, how the question was read, and the hits by what they are. */
export function SearchPage({ view }: { view: SearchView }) {
  const { typed, found } = view
  return (
    <Page>
      <Crumbs
        items={[
          { href: paths.public.home(), label: 'Alle plannen' },
          ...(view.part ? [{ href: addressOf(typed), label: `Alles over “${typed}”` }] : []),
        ]}
      />
      <h1 className="under-4">Zoeken</h1>
      <div className="found">
        <SearchForm value={typed} focus={typed === ''} />
        {found === null ? <Explanation /> : <Results view={view} found={found} />}
      </div>
    </Page>
  )
}

const addressOf = (typed: string, group?: Group, page = 1) =>
  withQuery(paths.public.search(), {
    zoek: typed,
    soort: group && groupSlug(group),
    pagina: page > 1 ? page : undefined,
  })

function Explanation() {
  return (
    <section className="sec" aria-labelledby="waarin">
      <h2 id="waarin">Hier zoekt u in</h2>
      <ul className="found-hints">
        <li>de plannen: de titels, de koppen en alle alinea’s</li>
        <li>de punten uit de reacties, met het antwoord van de gemeente, zodra die openbaar zijn</li>
        <li>de bijeenkomsten waar iedereen bij mag zijn</li>
      </ul>
      <p className="gap-3">
        Een begin van een woord is genoeg: <strong>speel</strong> vindt ook speelplekken en spelen. Weet u een nummer?
        Zoek dan op <strong>2.3</strong> of op <strong>alinea 25</strong>.
      </p>
    </section>
  )
}

const everywhere = {
  none: 'de plannen, de punten met hun antwoord en de bijeenkomsten',
  found: 'plannen, punten met antwoord en bijeenkomsten',
}

type Shown = NonNullable<SearchView['found']>

function Results({ view: { typed, part }, found }: { view: SearchView; found: Shown }) {
  if (found.isTooSlow) {
    return (
      <div role="status">
        <Empty title="Zoeken duurde te lang" action={<TryAgain typed={typed} />}>
          Het is nu druk, of uw vraag is te groot. Probeer het over een minuut opnieuw, of zoek op minder woorden.
        </Empty>
      </div>
    )
  }
  const none = found.numbered.length === 0 && found.groups.length === 0
  return (
    <>
      <div className="gap-4 under-3" role="status">
        <HowRead typed={typed} found={found} none={none} where={everywhere} />
      </div>
      {none && <Nothing typed={typed} found={found} />}
      {found.numbered.length > 0 && (
        <section className="sec" aria-labelledby="nummer">
          <h2 id="nummer">Op nummer</h2>
          <Hits hits={found.numbered} />
        </section>
      )}
      {found.groups.map(({ group, hits, says, hasMore, pages }) => (
        <section key={group} className="sec" aria-labelledby={groupSlug(group)}>
          <h2 id={groupSlug(group)}>{groupTitles[group]}</h2>
          <p className="small soft">{says}</p>
          <Hits hits={hits} />
          {hasMore && (
            <p className="gap-3">
              <GoLink href={addressOf(typed, group)} arrow>
                Meer in: {groupTitles[group]}
              </GoLink>
            </p>
          )}
          {part && <Pagination page={part.page} pages={pages} hrefOf={(page) => addressOf(typed, group, page)} />}
        </section>
      ))}
    </>
  )
}

const TryAgain = ({ typed }: { typed: string }) => (
  <ButtonLink variant="quiet" href={addressOf(typed)}>
    Zoek opnieuw
  </ButtonLink>
)

function Nothing({ typed, found }: { typed: string; found: Shown }) {
  const onlyCommon = found.how.common.length > 0 && found.how.unknown.length === 0
  return (
    <Empty
      title={`Niets gevonden voor “${typed}”`}
      action={
        <ButtonLink variant="quiet" href={paths.public.home()}>
          Bekijk alle plannen
        </ButtonLink>
      }
    >
      {onlyCommon
        ? 'Deze woorden staan bijna overal. Zoek op een woord dat zegt waar het over gaat.'
        : 'Probeer een ander of een korter woord. Een begin is genoeg: zoek op “speel” in plaats van “speeltoestellen”.'}
    </Empty>
  )
}

function Hits({ hits }: { hits: readonly Hit[] }) {
  return (
    <ul className="rows">
      {hits.map((hit) => (
        <li key={hit.id} className="stack stack--tight">
          <h3 className="plain found-title">
            <a href={hit.href}>
              <Marked pieces={hit.title} />
            </a>
          </h3>
          <p className="small soft found-kind">
            {kindWords[hit.kind]}
            {hit.context && `: ${hit.context}`}
          </p>
          {hit.texts.map(({ label, pieces }, at) => (
            <p key={at}>
              {label && <strong>{label}: </strong>}
              <Marked pieces={pieces} />
            </p>
          ))}
          {hit.kind === 'point' && hit.disposition && (
            <p>
              <DispositionBadge disposition={hit.disposition} plain />
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
