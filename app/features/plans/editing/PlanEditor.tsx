import { useEffect, useRef, type ReactNode } from 'react'
import { paths, withQuery } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import type { ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import type { Filter, ListedHeading, ListedParagraph } from './part-list.ts'

/** The opened part is here on the page. */
export const OPENED = 'bewerken'
/** Of the address after an act. */
export const DONE = 'bewaard'

/** What an official has before them: which part, and what the list is narrowed to. */
export type EditorPlace = {
  slug: string
  /** As the address names it; null for the version that officials work on. */
  version: string | null
  open: string | null
  filter: Filter
}

/** The page as it is shown to them. */
export const placePath = ({ slug, version, open, filter: { words, onlyChanged } }: EditorPlace) =>
  withQuery(paths.official.process.plan(slug), {
    versie: version ?? undefined,
    onderdeel: open ?? undefined,
    zoek: words || undefined,
    toon: onlyChanged ? 'veranderd' : undefined,
  })
const partPath = (place: EditorPlace, id: string) => `${placePath({ ...place, open: id })}#${OPENED}`

/** The parts of a plan beside the one that is opened. */
export function PlanEditor({
  place,
  headings,
  counts,
  children,
}: {
  place: EditorPlace
  headings: readonly ListedHeading[]
  /** `changed` is null where there is no version before. */
  counts: { all: number; changed: number | null }
  children: ReactNode
}) {
  return (
    <div className="pe">
      <nav className="pe-list" aria-label="Koppen en alinea’s van het plan">
        <Find place={place} counts={counts} />
        <List place={place} headings={headings} />
      </nav>
      <section className="pe-open" id={OPENED} aria-labelledby="onderdeel-kop">
        {children}
      </section>
    </div>
  )
}

function Find({ place, counts }: { place: EditorPlace; counts: { all: number; changed: number | null } }) {
  const { version, open, filter } = place
  const { words, onlyChanged } = filter
  const shown = (onlyChanged: boolean) => placePath({ ...place, filter: { words, onlyChanged } })
  return (
    <div className="pe-find">
      <form method="get" role="search">
        {version && <input type="hidden" name="versie" value={version} />}
        {open && <input type="hidden" name="onderdeel" value={open} />}
        {onlyChanged && <input type="hidden" name="toon" value="veranderd" />}
        <label className="vh" htmlFor="zoek-in-plan">
          Zoek in het plan
        </label>
        <input className="utrecht-textbox" type="search" id="zoek-in-plan" name="zoek" defaultValue={words} />
        <Button icon="search">Zoek</Button>
      </form>
      {counts.changed !== null && (
        <p className="pe-chips">
          <a href={shown(false)} aria-current={onlyChanged ? undefined : 'true'}>
            Alles {counts.all}
          </a>
          <a href={shown(true)} aria-current={onlyChanged ? 'true' : undefined}>
            Veranderd {counts.changed}
          </a>
        </p>
      )}
    </div>
  )
}

function List({ place, headings }: { place: EditorPlace; headings: readonly ListedHeading[] }) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]')
    const pane = list.current
    // What has the focus after an act is in view, but in the middle: the part goes back to where it was.
    if (window.location.hash === `#${DONE}`) document.getElementById(OPENED)?.scrollIntoView({ block: 'start' })
    if (current && pane) pane.scrollTop = current.offsetTop - pane.clientHeight / 3
  }, [place.open])
  return (
    <ol className="pe-parts" ref={list}>
      {headings.length === 0 && (
        <li className="pe-none soft small">
          Niets gevonden.{' '}
          <a href={placePath({ ...place, filter: { words: '', onlyChanged: false } })}>Toon het hele plan</a>
        </li>
      )}
      {headings.map((heading) => (
        <li key={heading.id} className={`level-${heading.level}`}>
          <Heading place={place} heading={heading} />
          {heading.parts.length > 0 && (
            <ol>
              {heading.parts.map((part) => (
                <li key={part.id}>
                  {part.change === 'gone' ? <Gone part={part} /> : <Paragraph {...{ place, part }} />}
                </li>
              ))}
            </ol>
          )}
        </li>
      ))}
    </ol>
  )
}

function Heading({ place, heading }: { place: EditorPlace; heading: ListedHeading }) {
  const { id, number, text, paragraphs, changed } = heading
  return (
    <a className="pe-h" href={partPath(place, id)} aria-current={place.open === id ? 'true' : undefined}>
      <span className="pe-no">{number}</span>
      <span>{text}</span>
      <span className="pe-count">
        {changed > 0 ? `${changed} veranderd` : paragraphs === 1 ? '1 alinea' : `${paragraphs} alinea’s`}
      </span>
    </a>
  )
}

const kinds: Record<Exclude<ChangeKind, 'unchanged'>, { icon: IconName; says: string }> = {
  edited: { icon: 'pencil', says: 'gewijzigd' },
  moved: { icon: 'arrow-right', says: 'verplaatst' },
  split: { icon: 'forward', says: 'gesplitst' },
  merged: { icon: 'undo', says: 'samengevoegd' },
  new: { icon: 'plus', says: 'nieuw' },
  gone: { icon: 'minus', says: 'vervallen' },
}

function Paragraph({ place, part }: { place: EditorPlace; part: ListedParagraph }) {
  const { id, number, was, text, change } = part
  const kind = change === null || change === 'unchanged' ? null : kinds[change]
  return (
    <a
      className={
        change === null
          ? 'pe-p pe-p--plain'
          : change === 'unchanged'
            ? 'pe-p pe-p--changes is-same'
            : 'pe-p pe-p--changes'
      }
      href={partPath(place, id)}
      aria-current={place.open === id ? 'true' : undefined}
    >
      <span className="pe-no">
        {number}
        {was !== null && <small>was {was}</small>}
      </span>
      {kind ? <Icon name={kind.icon} /> : change && <span />}
      <span className="pe-t" dir="auto">
        {text}
      </span>
      {kind && <span className="pe-m">{kind.says}</span>}
    </a>
  )
}

/** A paragraph of the version before that is in this one no more. */
function Gone({ part: { number, text } }: { part: ListedParagraph }) {
  return (
    <p className="pe-p pe-p--changes">
      <s className="pe-no">{number}</s>
      <Icon name={kinds.gone.icon} />
      <s className="pe-t" dir="auto">
        {text}
      </s>
      <span className="pe-m">{kinds.gone.says}</span>
    </p>
  )
}
