import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useForm } from '#app/forms/use-form.ts'
import { listedErrors } from '#app/form-errors.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { changeNames, filterWords, type ChangeFilter } from './changes-in-words.ts'
import type { CompareView, ShownChange } from './compare-view.server.ts'
import { ChangeRow, type Attached } from './ChangeRow.tsx'
import { useMatchKeys } from './use-match-keys.ts'

export type ComparePageView = CompareView & {
  slug: string
  title: string
  /** What hangs on old paragraphs, by their id. */
  attached: Record<string, Attached>
  /** What hangs on all doubtful ones together. */
  atDoubts: Attached
  /** What was just said or taken back, and can be undone. */
  done: { says: string; settled: string | null } | null
}

const LIST = 'koppels'
const facets = ['edited', 'new', 'gone', 'moved', 'split', 'merged'] as const

/** The page on which officials say what became of doubtful paragraphs, and read all that changes in a version. */
export function ComparePage({
  view,
  whyOf,
}: {
  view: ComparePageView
  /** Why a change was made, below its words. */
  whyOf: (change: ShownChange) => ReactNode
}) {
  const { slug, title, version, previous, counts, before, filter, chapter, changes, done } = view
  useMatchKeys(LIST, done)
  const form = useForm(['settleOrigin', 'settleRow', 'settleDoubts', 'reopenOrigins'])
  const here = (soort: ChangeFilter, more: Record<string, string> = {}) =>
    withQuery(paths.official.process.planCompare(slug), {
      ...(!version.isForEditors && { versie: String(version.ordinal) }),
      soort: filterWords[soort],
      ...more,
    })
  const inChapter: Record<string, string> = chapter === null ? {} : { hoofdstuk: chapter }
  const { doubtful } = counts
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.process.plan(slug), label: title }]} />
      <h1>
        {doubtful === 0 || !version.isOpen
          ? `Wat verandert er in ‘${version.name}’`
          : `Kijk na waar ${toCheckInWords(counts)} vandaan ${doubtful === 1 ? 'komt' : 'komen'}`}
      </h1>
      <p className="cm-lede">
        Wij vergeleken <b>{version.name}</b> ({version.fileName}) met ‘{previous.name}’ van {previous.madeOn}.{' '}
        {before.found} van de {before.total} alinea’s vonden wij terug.{' '}
        {doubtful > 0 && version.isOpen && 'Zeg hieronder bij elke vraag wat klopt. '}
        Punten en links gaan mee met de woorden.
      </p>
      <ErrorSummary errors={listedErrors(form.errors)} />
      <div className="cm">
        <aside className="cm-side" aria-label="Soorten">
          <section className="sm-sec">
            <h2>Alle alinea’s</h2>
            <ul className="cm-facets">
              {version.isOpen && (
                <Facet href={here('doubtful')} isOn={filter === 'doubtful'} count={doubtful} of={before.total}>
                  Na te kijken
                </Facet>
              )}
              <Facet href={here('all')} isOn={filter === 'all'} count={counts.all} of={before.total}>
                Alle wijzigingen
              </Facet>
              {facets.map((kind) => (
                <Facet key={kind} href={here(kind)} isOn={filter === kind} count={counts[kind]} of={before.total}>
                  {changeNames[kind].name}
                </Facet>
              ))}
              {counts.settled > 0 && (
                <Facet href={here('settled')} isOn={filter === 'settled'} count={counts.settled} of={before.total}>
                  Bevestigd
                </Facet>
              )}
              <li className="cm-facet soft">
                <span>Gelijk</span>
                <span className="cm-n">{counts.unchanged}</span>
              </li>
            </ul>
          </section>
          <form method="get" className="cm-chapter">
            {!version.isForEditors && <input type="hidden" name="versie" value={version.ordinal} />}
            <input type="hidden" name="soort" value={filterWords[filter]} />
            <label htmlFor="hoofdstuk">Hoofdstuk</label>
            <select id="hoofdstuk" name="hoofdstuk" className="utrecht-select" defaultValue={chapter ?? ''}>
              <option value="">Alle hoofdstukken</option>
              {view.chapters.map(({ key, heading, changes }) => (
                <option key={key} value={key}>
                  {heading} ({changes})
                </option>
              ))}
            </select>
            <Button small>Toon</Button>
          </form>
          {doubtful > 0 && version.isOpen && (
            <section className="sm-sec">
              <h2>Wat hangt eraan</h2>
              <p className="small">
                {hangs(view.atDoubts)} Kiest u niets, dan wijst wat bij de oude tekst staat naar wat wij voorstellen.
              </p>
              <Form method="post" className="cm-all">
                <Button name="act" value="settleDoubts">
                  {doubtful === 1 ? 'Neem het voorstel over' : `Neem alle ${doubtful} over zoals voorgesteld`}
                </Button>
              </Form>
              <GoLink href={paths.official.process.plan(slug)} arrow>
                Later nakijken, verder met het plan
              </GoLink>
              <p className="small soft">U kunt later terugkomen. Niets gaat verloren.</p>
            </section>
          )}
        </aside>
        <section id={LIST} aria-label={filter === 'doubtful' ? 'Na te kijken' : 'Wijzigingen'}>
          {done && (
            <div className="cm-done">
              <StatusMessage>{done.says}</StatusMessage>
              {done.settled !== null && (
                <Form method="post">
                  <input type="hidden" name="settled" value={done.settled} />
                  <Button small variant="quiet" icon="undo" name="act" value="reopenOrigins" data-undo>
                    Ongedaan maken <kbd aria-hidden="true">Z</kbd>
                  </Button>
                </Form>
              )}
            </div>
          )}
          <div className="cm-head" aria-hidden="true">
            <b>
              {previous.name}, {previous.madeOn}
            </b>
            <span />
            <b>{version.name}</b>
          </div>
          {changes.length === 0 ? (
            <Empty title={filter === 'doubtful' ? 'Alles is nagekeken' : 'Hier verandert niets'}>
              <p>
                <a href={here('all')}>Bekijk alle wijzigingen</a>
              </p>
            </Empty>
          ) : (
            <ol className="cm-list">
              {changes.map((change) => (
                <ChangeRow
                  key={`${change.kind} ${change.key}`}
                  {...{ change, attached: view.attached, why: whyOf(change) }}
                />
              ))}
            </ol>
          )}
          <Pagination
            page={view.page}
            pages={view.pages}
            hrefOf={(page) => here(filter, { ...inChapter, pagina: String(page) })}
          />
          {doubtful > 0 && version.isOpen && (
            <p className="cm-keys small soft">
              Toetsen, als u in de lijst bent: <kbd>J</kbd> <kbd>K</kbd> volgende of vorige, <kbd>1</kbd> tot en met{' '}
              <kbd>4</kbd> de antwoorden, <kbd>Z</kbd> ongedaan maken.
            </p>
          )}
        </section>
      </div>
    </Page>
  )
}

/** '4 alinea’s', '1 rij', '3 alinea’s en 1 rij': what is to be checked. */
function toCheckInWords({ doubtful, rows }: { doubtful: number; rows: number }): string {
  const paragraphs = doubtful - rows
  return [
    paragraphs > 0 && (paragraphs === 1 ? '1 alinea' : `${paragraphs} alinea’s`),
    rows > 0 && (rows === 1 ? '1 rij' : `${rows} rijen`),
  ]
    .filter(Boolean)
    .join(' en ')
}

function Facet({
  href,
  isOn,
  count,
  of,
  children,
}: {
  href: string
  isOn: boolean
  count: number
  of: number
  children: string
}) {
  return (
    <li>
      <a className={isOn ? 'cm-facet is-on' : 'cm-facet'} href={href} aria-current={isOn ? 'true' : undefined}>
        <span>{children}</span>
        <span className="cm-n">{count}</span>
        <svg className="cm-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width={of === 0 ? 0 : Math.min(100, Math.ceil((100 * count) / of))} height="1" />
        </svg>
      </a>
    </li>
  )
}

function hangs({ points, links }: Attached): string {
  if (points + links === 0) return 'Aan deze alinea’s hangen geen punten of antwoorden.'
  const counted = [
    points > 0 && `${points} ${points === 1 ? 'punt' : 'punten'}`,
    links > 0 && `${links} ${links === 1 ? 'antwoord' : 'antwoorden'}`,
  ].filter(Boolean)
  return `Aan deze alinea’s hangen ${counted.join(' en ')}.`
}
