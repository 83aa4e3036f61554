import type { ReactNode } from 'react'
import { AmendmentList } from '#app/features/changes/amendments/AmendmentList.tsx'
import type { ShownAmendment } from '#app/features/changes/amendments/amendment-view.server.ts'
import type { ShortWords } from '#app/features/plans/versions/changed-words.ts'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { counted } from '#app/counted.ts'
import { FileChanges, FileRefused } from './FileChanges.tsx'
import { FileCover, type CoverFacts } from './FileCover.tsx'
import { FileRanking } from './FileRanking.tsx'
import type { DecisionFile, FileChapter } from './file-view.server.ts'

export type FilePageView = {
  area: 'council' | 'official'
  slug: string
  title: string
  municipalityName: string
  /** Null while there is nothing to compare, or nothing that this reader may read. */
  file: DecisionFile | null
  /** The chapter that is shown; null for all of the file. */
  chapter: string | null
  /** 'vergadering van 15 december 2016'; '' before it was handed over. */
  meeting: string
  /** Why there is no file, for who looks. */
  waits: string
  facts: CoverFacts
  /** Who adopted the plan, when and by which decision; null before it. */
  adopted: { says: string; href: string } | null
  /** When the file was made, for its first page on paper. */
  madeOn: string
  /** Obvious errors that were corrected in the text, each with the sentences as they were and as they are. */
  errata: { number: string; on: string; reason: string; words: ShortWords }[]
  amendments: ShownAmendment[]
  can: { amend: boolean; match: boolean }
  says: string | null
}

/** The decision file: per chapter what changes and who asked, what was not adopted, what the council chose, and amendments. */
export function FilePage({ view, children }: { view: FilePageView; children?: ReactNode }) {
  const { area, slug, title, file, chapter, meeting, says, amendments, can } = view
  const form = useForm(['matchMotivation', 'unmatchMotivation', 'handOverFile'])
  const here = area === 'council' ? paths.council.decisionFile(slug) : paths.official.process.decisionFile(slug)
  const amendmentOf = (id: string) =>
    (area === 'council' ? paths.council.amendment : paths.official.process.amendment)(slug, id)
  const isWhole = chapter === null && file !== null
  return (
    <Page wrap={false} className={isWhole ? 'sm-page df-page df-page--whole' : 'sm-page df-page'}>
      <Crumbs
        items={
          area === 'council'
            ? [{ href: paths.council.home(), label: 'Plannen' }]
            : [
                { href: paths.official.processes(), label: 'Trajecten' },
                { href: paths.official.process.details(slug), label: title },
              ]
        }
      />
      <header className="df-top">
        <div>
          <p className="small soft">Besluitdossier{meeting && `, ${meeting}`}</p>
          <h1>{title}</h1>
          {file && (
            <p className="df-lede">
              Het college stelt {counted(file.counts.changes, 'wijziging', 'wijzigingen')} voor. Bij elke wijziging ziet
              u wie erom vroeg{file.ranking && ', en wat de raad er zelf over zei'}.
            </p>
          )}
        </div>
        {file && (
          <div className="df-ways">
            {isWhole ? (
              <GoLink href={here}>Per hoofdstuk lezen</GoLink>
            ) : (
              <ButtonLink href={withQuery(here, { hoofdstuk: 'alles' })} icon="printer">
                Heel het dossier, om te drukken
              </ButtonLink>
            )}
          </div>
        )}
      </header>
      {view.adopted && (
        <Notice kind="success" title="Het plan is vastgesteld">
          <p>
            {view.adopted.says}. {view.adopted.href && <a href={view.adopted.href}>Lees het besluit</a>}
          </p>
        </Notice>
      )}
      {says && <StatusMessage>{says}</StatusMessage>}
      <ErrorSummary errors={listedErrors(form.errors)} kept="Wat u hebt ingevuld, staat er nog." />
      {isWhole && (
        <FileCover file={file} municipalityName={view.municipalityName} facts={view.facts} madeOn={view.madeOn} />
      )}
      {file ? <FileBody view={view} file={file} amendmentOf={amendmentOf} here={here} /> : <Waits view={view} />}
      {view.errata.length > 0 && <Corrected errata={view.errata} />}
      <section className="sm-sec df-amendments" aria-labelledby="amendementen">
        <div className="df-head">
          <h2 id="amendementen">Amendementen</h2>
          {can.amend && (
            <ButtonLink href={paths.council.newAmendment(slug)} icon="plus">
              Nieuw amendement
            </ButtonLink>
          )}
        </div>
        <p className="small soft">
          Raadsleden en ambtenaren lezen amendementen hier. Op de website voor inwoners staan zij pas als de raad ze
          aannam en het plan ermee openbaar is.
        </p>
        <AmendmentList amendments={amendments} hrefOf={amendmentOf} level={3} />
      </section>
      {children}
    </Page>
  )
}

function Corrected({ errata }: Pick<FilePageView, 'errata'>) {
  return (
    <section className="sm-sec" aria-labelledby="hersteld">
      <h2 id="hersteld">Herstelde fouten</h2>
      <p className="small soft">
        Kennelijke fouten die in deze tekst zijn hersteld nadat die vastlag. Het zijn geen wijzigingen van het plan.
      </p>
      <ul>
        {errata.map(({ number, on, reason, words }, at) => (
          <li key={at}>
            <p>
              <b>Alinea {number}</b>, hersteld op {on}: {reason}
            </p>
            {words.old && <p className="soft">Eerst stond er: {words.old}</p>}
            {words.now && <p>Nu staat er: {words.now}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Waits({ view: { waits } }: { view: FilePageView }) {
  return <Empty title="Er is nog geen dossier">{waits}</Empty>
}

type BodyProps = { view: FilePageView; file: DecisionFile; amendmentOf: (id: string) => string; here: string }

function FileBody({ view, file, amendmentOf, here }: BodyProps) {
  const { area, slug, chapter } = view
  const shown = chapter === null ? file.chapters : file.chapters.filter(({ key }) => key === chapter)
  const tableOf = (at: number) => 1 + 2 * at
  return (
    <>
      {chapter !== null && file.chapters.length > 0 && (
        <nav className="sm-views df-chapters" aria-label="Hoofdstukken">
          {file.chapters.map(({ key, heading, counts }) => (
            <a key={key} href={withQuery(here, { hoofdstuk: key })} aria-current={key === chapter ? 'page' : undefined}>
              {heading} <b>{counts.changes}</b>
            </a>
          ))}
        </nav>
      )}
      <div className="df">
        <div className="df-main">
          {shown.map((one, at) => (
            <Sheet key={one.key} view={view} chapter={one}>
              <Chapter
                chapter={one}
                showsHeading={chapter === null}
                tables={tableOf(at)}
                links={{
                  amendment: view.can.amend
                    ? (number) => withQuery(paths.council.newAmendment(slug), { alinea: number })
                    : null,
                  amendmentOf,
                  point: area === 'official' ? (id) => paths.official.process.answer(slug, id) : null,
                }}
                motivations={
                  view.can.match && file.ranking ? file.ranking.topics.flatMap((topic) => topic.motivations) : null
                }
              />
            </Sheet>
          ))}
        </div>
        {file.ranking && (
          <aside>
            <FileRanking ranking={file.ranking} slug={slug} here={here} />
          </aside>
        )}
      </div>
    </>
  )
}

/** A chapter on paper: its head comes back on every sheet. */
function Sheet({ view, chapter, children }: { view: FilePageView; chapter: FileChapter; children: ReactNode }) {
  const { title, meeting } = view
  return (
    <div className="df-sheet">
      <div className="df-run" aria-hidden="true">
        <p>
          <span>
            Besluitdossier {title}
            {meeting && `, ${meeting}`}
          </span>
          <span>
            {chapter.number} {chapter.heading}
          </span>
        </p>
      </div>
      <div className="df-body">{children}</div>
    </div>
  )
}

function Chapter({
  chapter: { key, number, heading, counts, changes, refused },
  showsHeading,
  tables,
  links,
  motivations,
}: {
  chapter: FileChapter
  showsHeading: boolean
  /** The number of its first table in the file. */
  tables: number
} & Pick<Parameters<typeof FileChanges>[0], 'links' | 'motivations'>) {
  return (
    <section aria-labelledby={`hoofdstuk-${key}`} className="df-chapter">
      <h2 id={`hoofdstuk-${key}`} className={showsHeading ? 'df-chapter__title' : 'vh'}>
        {number && <span>{number}</span>} {heading}
      </h2>
      <dl className="df-nums">
        <div>
          <dt>{counts.changes === 1 ? 'wijziging voorgesteld' : 'wijzigingen voorgesteld'}</dt>
          <dd>{counts.changes}</dd>
        </div>
        <div>
          <dt>{counts.points === 1 ? 'punt daarachter' : 'punten daarachter'}</dt>
          <dd>{counts.points}</dd>
        </div>
        <div>
          <dt>{counts.refused === 1 ? 'punt niet of deels overgenomen' : 'punten niet of deels overgenomen'}</dt>
          <dd>{counts.refused}</dd>
        </div>
      </dl>
      {changes.length > 0 && (
        <div className="sm-sec">
          <h3>Wijzigingen</h3>
          <FileChanges
            changes={changes}
            caption={`Tabel ${tables}. Voorgestelde wijzigingen`}
            links={links}
            motivations={motivations}
          />
        </div>
      )}
      {refused.length > 0 && (
        <div className="sm-sec">
          <h3>Niet of voor een deel overgenomen, en waarom</h3>
          <FileRefused points={refused} caption={`Tabel ${tables + 1}. Niet of voor een deel overgenomen`} />
        </div>
      )}
    </section>
  )
}
