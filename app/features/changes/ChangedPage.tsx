import { dispositionSlug } from '#app/features/answers/processed-filter.ts'
import { changeNames } from '#app/features/plans/versions/changes-in-words.ts'
import { SectionName } from '#app/features/plans/SectionName.tsx'
import { paths, withQuery } from '#app/paths.ts'
import { Button, ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { ChangeArticle } from './ChangeArticle.tsx'
import { CHANGES_ON_PAGE, changedPath, changeKinds, MOST_SOUGHT, type ChangedFilter } from './changed-address.ts'
import type { ChangedView } from './changed-view.server.ts'
import { ChangedChapters, ChangedFigures } from './ChangedFigures.tsx'
import { howMany } from './how-many.ts'

/** A version that the one that people read can be compared with. */
type Earlier = { ordinal: number; name: string; isCompared: boolean }

export type ChangedPageView = ChangedView & {
  title: string
  /** 'het concept van 4 oktober 2016', 'het plan dat de gemeenteraad vaststelde op 15 december 2016'. */
  old: string
  now: string
  /** 'het concept', within a sentence that names it again. */
  oldInShort: string
  /** Earlier versions, where there is a choice. */
  earlier: Earlier[]
}

const CHANGES = 'veranderingen'

/** What changed in a plan: how much, where and why, with each change as a row. */
export function ChangedPage({ view }: { view: ChangedPageView }) {
  const { slug, title, old, now, chapter } = view
  return (
    <Page wrap={false} className="is-flush">
      <TitleBand
        crumbs={[
          { href: paths.public.process(slug), label: title },
          ...(chapter ? [{ href: changedPath(slug), label: 'Wat is er veranderd?' }] : []),
        ]}
        title={chapter ? `Wat is er veranderd in ‘${chapter.heading}’?` : 'Wat is er veranderd in het plan?'}
        lede={`Tussen ${old} en ${now}. Bij elke verandering leest u waarom.`}
      />
      <Wrap className="changed">
        <ChangedFigures view={view} />
        <Versions view={view} />
        {!chapter && <ChangedChapters view={view} />}
        <section aria-labelledby={CHANGES} className="changed-sec">
          <h2 id={CHANGES}>Alle veranderingen</h2>
          <Choices view={view} />
          <Changes view={view} />
        </section>
        <NotChanged view={view} />
      </Wrap>
    </Page>
  )
}

/** Where there were more versions: with which of them this one is compared. */
function Versions({ view: { slug, earlier, filter } }: { view: ChangedPageView }) {
  if (earlier.length < 2) return null
  return (
    <nav className="changed-since" aria-label="Vergelijk met">
      <b>Vergelijk met</b>
      <ul className="swich">
        {earlier.map(({ ordinal, name, isCompared }) => (
          <li key={ordinal}>
            <a
              href={changedPath(slug, null, { view: filter.view, since: ordinal === 1 ? null : ordinal })}
              aria-current={isCompared ? 'true' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Choices({ view }: { view: ChangedPageView }) {
  const { slug, chapter, filter, kinds, oldInShort } = view
  const here = (chosen: Partial<ChangedFilter>) =>
    `${changedPath(slug, chapter, { ...filter, page: 1, ...chosen })}#${CHANGES}`
  return (
    <>
      <ul className="kinds" aria-label="Soorten: kies er een om alleen die te zien">
        {changeKinds.map((kind) => {
          const isOn = filter.kind === kind
          return (
            <li key={kind}>
              <a href={here({ kind: isOn ? null : kind })} aria-current={isOn ? 'true' : undefined}>
                <Icon name={changeNames[kind].icon} />
                <span>{changeNames[kind].name}</span>
                <b>{kinds[kind]}</b>
              </a>
            </li>
          )
        })}
      </ul>
      <search className="no-print">
        <form className="field changed-find" method="get" action={`${changedPath(slug, chapter)}#${CHANGES}`}>
          <Kept filter={filter} />
          <label className="utrecht-form-label" htmlFor="zoek">
            Zoek in de veranderingen
          </label>
          <div>
            <input
              className="utrecht-textbox"
              id="zoek"
              type="search"
              name="zoek"
              defaultValue={filter.search}
              maxLength={MOST_SOUGHT}
              enterKeyHint="search"
            />
            <Button variant="quiet" icon="search">
              Zoek
            </Button>
          </div>
        </form>
      </search>
      <div className="readkey">
        <p>
          <strong>Zo leest u het:</strong> <del>doorgestreept</del> stond in {oldInShort} en is weg.{' '}
          <ins>Onderstreept en vet</ins> is nieuw. De rest bleef gelijk.
        </p>
        <nav className="no-print" aria-label="Toon de tekst als">
          <ul className="swich">
            {(
              [
                ['inText', 'Verschil in de tekst'],
                ['apart', 'Oud en nieuw los'],
                ['onlyNew', 'Alleen nieuw'],
              ] as const
            ).map(([each, says]) => (
              <li key={each}>
                <a
                  href={here({ view: each, page: view.page })}
                  aria-current={filter.view === each ? 'true' : undefined}
                >
                  {says}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </>
  )
}

/** What was chosen and stays while a reader searches. */
function Kept({ filter: { kind, view, since } }: { filter: ChangedFilter }) {
  const query = changedPath('', null, { kind, view, since }).split('?')[1] ?? ''
  return [...new URLSearchParams(query)].map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
}

function Changes({ view }: { view: ChangedPageView }) {
  const { slug, chapter, filter, groups, found, page, pages, isFirstOfEach, chapters } = view
  if (found === 0) {
    return (
      <Empty
        title={
          filter.search === '' ? 'Er zijn geen veranderingen van deze soort' : `Niets gevonden voor “${filter.search}”`
        }
        level={3}
        action={
          <ButtonLink
            variant="quiet"
            href={`${changedPath(slug, chapter, { view: filter.view, since: filter.since })}#${CHANGES}`}
          >
            Toon alle veranderingen
          </ButtonLink>
        }
      >
        {filter.search === '' ? undefined : 'Probeer een ander of een korter woord.'}
      </Empty>
    )
  }
  const withChanges = chapters.filter(({ changes }) => changes > 0).length
  return (
    <>
      {!isFirstOfEach && (filter.search !== '' || filter.kind !== null) && (
        <p className="changed-found">
          <strong>{howMany(found, 'verandering', 'veranderingen')}</strong>.{' '}
          <a href={`${changedPath(slug, chapter, { view: filter.view, since: filter.since })}#${CHANGES}`}>
            Toon alle veranderingen
          </a>
        </p>
      )}
      {groups.map(({ number, heading, href, rows, more }) => (
        <section key={number} aria-labelledby={`deel-${number}`}>
          <div className="chaphead">
            <h2 id={`deel-${number}`}>
              <SectionName number={number} heading={heading} />
            </h2>
            <GoLink href={href} arrow>
              Lees dit hoofdstuk<span className="vh">: {heading}</span>
            </GoLink>
          </div>
          {rows.map((change) => (
            <ChangeArticle key={change.anchor} change={change} view={filter.view} />
          ))}
          {more && (
            <p className="changed-more no-print">
              <GoLink href={more.href} arrow>
                {more.count === 1
                  ? 'Toon de andere verandering in dit hoofdstuk'
                  : `Toon de andere ${more.count} veranderingen in dit hoofdstuk`}
                <span className="vh">: {heading}</span>
              </GoLink>
            </p>
          )}
        </section>
      ))}
      {isFirstOfEach && withChanges > groups.length && (
        <p className="changed-more">
          <a href="#hoofdstukken">Kies een ander hoofdstuk</a> om te zien wat daar veranderde.
        </p>
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(each) => `${changedPath(slug, chapter, { ...filter, page: each })}#${CHANGES}`}
        says={
          pages > 1
            ? `${(page - 1) * CHANGES_ON_PAGE + 1} tot en met ${Math.min(found, page * CHANGES_ON_PAGE)} van ${found}`
            : undefined
        }
      />
    </>
  )
}

function NotChanged({ view: { slug, answers, chapter } }: { view: ChangedPageView }) {
  const notAdopted = answers?.notAdopted ?? 0
  if (chapter || notAdopted === 0) return null
  return (
    <section aria-labelledby="niet" className="changed-sec changed-not">
      <h2 id="niet">Wat veranderde niet?</h2>
      <p>
        {notAdopted === 1 ? '1 punt namen' : `${notAdopted} punten namen`} wij niet over.{' '}
        <a href={`${withQuery(paths.public.answered(slug), { besluit: dispositionSlug('notAdopted') })}#punten`}>
          Lees per punt waarom niet
        </a>
        .
      </p>
    </section>
  )
}
