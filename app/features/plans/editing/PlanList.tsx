import { useEffect, useRef } from 'react'
import { paths, withQuery } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import type { ChangeKind } from '#app/features/plans/versions/change-lines.ts'
import { shownWords, type Filter, type ListedHeading, type ListedParagraph } from './part-list.ts'
import { PANES } from './use-plan-keys.ts'

/** Of the address after an act. */
export const DONE = 'bewaard'

/** What an official has before them: which part, and what the list is narrowed to. */
export type EditorPlace = {
  slug: string
  /** As the address names it; null for the version that officials work on. */
  version: string | null
  open: string | null
  filter: Filter
  /** The point that they came with, for which the plan changes. */
  point?: string | null
}

/** The page as it is shown to them. */
export const placePath = ({ slug, version, open, filter: { words, only }, point = null }: EditorPlace) =>
  withQuery(paths.official.process.plan(slug), {
    versie: version ?? undefined,
    onderdeel: open ?? undefined,
    zoek: words || undefined,
    toon: only === null ? undefined : shownWords[only],
    punt: point ?? undefined,
  })
/** The page with another part open. */
export const partPath = (place: EditorPlace, id: string) => `${placePath({ ...place, open: id })}#${PANES.open}`

/** The list of parts of a plan: what is looked for, what changed, or the paragraphs of one heading. */
export function PlanList({
  place,
  headings,
  counts,
  focus = false,
}: {
  place: EditorPlace
  headings: readonly ListedHeading[]
  counts: Counts
  /** The focus is on the part that is open: it was opened by saving the one before it. */
  focus?: boolean
}) {
  return (
    <nav className="pe-list" id={PANES.list} aria-label="Koppen en alinea’s van het plan" data-keys>
      <Find place={place} counts={counts} />
      <List place={place} headings={headings} focus={focus} />
    </nav>
  )
}

/** How many paragraphs there are; `changed` is null where there is no version before. */
export type Counts = { all: number; changed: number | null; wrong: number; words: number; withoutReason: number }

function Find({ place, counts }: { place: EditorPlace; counts: Counts }) {
  const { version, open, filter } = place
  const { words, only } = filter
  const chip = (shown: Filter['only'], label: string, count: number) => (
    <a
      href={placePath({ ...place, filter: { words, only: shown } })}
      aria-current={only === shown ? 'true' : undefined}
    >
      {label} {count}
    </a>
  )
  return (
    <div className="pe-find">
      <form method="get" role="search">
        {version && <input type="hidden" name="versie" value={version} />}
        {open && <input type="hidden" name="onderdeel" value={open} />}
        {place.point && <input type="hidden" name="punt" value={place.point} />}
        {only !== null && <input type="hidden" name="toon" value={shownWords[only]} />}
        <label className="vh" htmlFor="zoek-in-plan">
          Zoek in het plan
        </label>
        <input className="utrecht-textbox" type="search" id="zoek-in-plan" name="zoek" defaultValue={words} />
        <Button icon="search">Zoek</Button>
      </form>
      {(counts.changed !== null || counts.wrong > 0 || only !== null) && (
        <p className="pe-chips">
          {chip(null, 'Alles', counts.all)}
          {counts.changed !== null && chip('changed', 'Veranderd', counts.changed)}
          {(counts.withoutReason > 0 || only === 'withoutReason') &&
            chip('withoutReason', 'Zonder reden', counts.withoutReason)}
          {(counts.wrong > 0 || only === 'wrong') && chip('wrong', 'Klopt nog niet', counts.wrong)}
        </p>
      )}
    </div>
  )
}

function List({ place, headings, focus }: { place: EditorPlace; headings: readonly ListedHeading[]; focus: boolean }) {
  const list = useRef<HTMLOListElement>(null)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]')
    const pane = list.current
    // What has the focus after an act is in view, but in the middle: the part goes back to where it was.
    if (window.location.hash === `#${DONE}`) document.getElementById(PANES.open)?.scrollIntoView({ block: 'start' })
    if (!current || !pane) return
    const isFirst = shown.current === null
    shown.current = place.open
    const [top, bottom] = [
      current.offsetTop - pane.scrollTop,
      current.offsetTop + current.offsetHeight - pane.scrollTop,
    ]
    if (isFirst || top < 0 || bottom > pane.clientHeight) pane.scrollTop = current.offsetTop - pane.clientHeight / 3
  }, [place.open])
  return (
    <ol className="pe-parts" ref={list}>
      {headings.length === 0 && (
        <li className="pe-none soft small">
          Niets gevonden. <a href={placePath({ ...place, filter: { words: '', only: null } })}>Toon het hele plan</a>
        </li>
      )}
      {headings.map((heading) => (
        <li key={heading.id} className={`level-${heading.level}`}>
          <Heading place={place} heading={heading} focus={focus} />
          {heading.parts.length > 0 && (
            <ol>
              {heading.parts.map((part) => (
                <li key={part.id}>
                  {part.change === 'gone' ? (
                    <Gone {...{ place, part, focus }} />
                  ) : (
                    <Paragraph {...{ place, part, focus }} />
                  )}
                </li>
              ))}
            </ol>
          )}
        </li>
      ))}
    </ol>
  )
}

/** The link to a part; the one that is open says so, and may have the focus. */
const linkTo = (place: EditorPlace, id: string, focus: boolean) => ({
  href: partPath(place, id),
  ...(place.open === id && { 'aria-current': 'true' as const, autoFocus: focus }),
})

function Heading({ place, heading, focus }: { place: EditorPlace; heading: ListedHeading; focus: boolean }) {
  const { id, number, text, paragraphs, changed, wrong } = heading
  return (
    <a className="pe-h" {...linkTo(place, id, focus)}>
      <span className="pe-no">{number}</span>
      <span>
        {text}
        <Wrong says={wrong} />
      </span>
      <span className="pe-count">
        {changed > 0
          ? `${changed} veranderd`
          : paragraphs === 1
            ? '1 alinea'
            : paragraphs > 1 && `${paragraphs} alinea’s`}
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

/** What is not right with a part. */
function Wrong({ says }: { says: string | null }) {
  return (
    says !== null && (
      <span className="pe-wrong">
        <Icon name="alert-triangle" /> {says}
      </span>
    )
  )
}

function Paragraph({ place, part, focus }: { place: EditorPlace; part: ListedParagraph; focus: boolean }) {
  const { id, number, was, text, change, wrong } = part
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
      {...linkTo(place, id, focus)}
    >
      <span className="pe-no">
        {number}
        {was !== null && <small>was {was}</small>}
      </span>
      {kind ? <Icon name={kind.icon} /> : change && <span />}
      <span className="pe-t" dir="auto">
        {text}
      </span>
      {(kind ?? wrong) && (
        <span className="pe-m">
          {kind?.says} <Wrong says={wrong} />
        </span>
      )}
    </a>
  )
}

/** A paragraph of the version before that is in this one no more. */
function Gone({ place, part, focus }: { place: EditorPlace; part: ListedParagraph; focus: boolean }) {
  const { id, number, text, wrong } = part
  return (
    <a className="pe-p pe-p--changes" {...linkTo(place, id, focus)}>
      <s className="pe-no">{number}</s>
      <Icon name={kinds.gone.icon} />
      <s className="pe-t" dir="auto">
        {text}
      </s>
      <span className="pe-m">
        {kinds.gone.says} <Wrong says={wrong} />
      </span>
    </a>
  )
}
