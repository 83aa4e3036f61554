import { useEffect, useRef, type ReactNode } from 'react'
import { paths, withQuery } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import type { ChangeKind } from '../versions/change-lines.ts'
import type { Filter, ListedHeading, ListedParagraph } from './part-list.ts'

/** The opened part is here on the page. */
export const OPENED = 'bewerken'

/** What an official has before them: which part, and what the list is narrowed to. */
export type EditorPlace = { slug: string; open: string | null; filter: Filter }

const partPath = ({ slug, filter }: EditorPlace, id: string) =>
  `${withQuery(paths.official.process.plan(slug), {
    onderdeel: id,
    ...(filter.words && { zoek: filter.words }),
    ...(filter.onlyChanged && { toon: 'veranderd' }),
  })}#${OPENED}`

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

function Find({
  place: { slug, filter, open },
  counts,
}: {
  place: EditorPlace
  counts: { all: number; changed: number | null }
}) {
  const { words, onlyChanged } = filter
  const here = (toon?: string) =>
    withQuery(paths.official.process.plan(slug), {
      ...(open && { onderdeel: open }),
      ...(words && { zoek: words }),
      ...(toon && { toon }),
    })
  return (
    <div className="pe-find">
      <form method="get" role="search">
        {open && <input type="hidden" name="onderdeel" value={open} />}
        {onlyChanged && <input type="hidden" name="toon" value="veranderd" />}
        <label className="vh" htmlFor="zoek-in-plan">
          Zoek in het plan
        </label>
        <input className="utrecht-textbox" type="search" id="zoek-in-plan" name="zoek" defaultValue={words} />
        <Button small icon="search">
          Zoek
        </Button>
      </form>
      {counts.changed !== null && (
        <p className="pe-chips">
          <a href={here()} aria-current={onlyChanged ? undefined : 'true'}>
            Alles {counts.all}
          </a>
          <a href={here('veranderd')} aria-current={onlyChanged ? 'true' : undefined}>
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
    if (current && pane) pane.scrollTop = current.offsetTop - pane.offsetTop - pane.clientHeight / 3
  }, [place.open])
  return (
    <ol className="pe-parts" ref={list}>
      {headings.length === 0 && (
        <li className="pe-none soft small">
          Niets gevonden. <a href={paths.official.process.plan(place.slug)}>Toon het hele plan</a>
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
      className={change === 'unchanged' ? 'pe-p is-same' : 'pe-p'}
      href={partPath(place, id)}
      aria-current={place.open === id ? 'true' : undefined}
    >
      <span className="pe-no">
        {number}
        {was !== null && <small>was {was}</small>}
      </span>
      {kind ? <Icon name={kind.icon} /> : <span />}
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
    <p className="pe-p">
      <s className="pe-no">{number}</s>
      <Icon name={kinds.gone.icon} />
      <s className="pe-t" dir="auto">
        {text}
      </s>
      <span className="pe-m">{kinds.gone.says}</span>
    </p>
  )
}
