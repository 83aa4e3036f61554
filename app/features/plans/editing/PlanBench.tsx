import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { KeyLine, ShortKeys } from '#app/ui/ShortKeys.tsx'
import type { ListedHeading } from './part-list.ts'
import { planKeyGroups } from './plan-keys.ts'
import { partPath, placePath, PlanList, type Counts, type EditorPlace } from './PlanList.tsx'
import { PANES, usePlanKeys } from './use-plan-keys.ts'

export type BenchView = {
  place: EditorPlace
  title: string
  headings: readonly ListedHeading[]
  counts: Counts
  /** Where one goes on from the open part: the paragraphs beside it, and the next part that is not right. */
  steps: { previous: string | null; next: string | null; wrong: string | null }
  mayEdit: boolean
  canUndo: boolean
  /** The focus goes to the list. */
  focusList: boolean
}

/** How much of something is still missing, and where it is seen. */
export type GapLink = { count: number; says: string; href: string }

/**
 * The screen on which officials edit a plan: the list of its parts, the one that is open, and beside it `aside`, which is why it changed. Each scrolls
 * alone. `bar` is beside the title; `gaps` says above the panes what is still missing.
 */
export function PlanBench({
  view,
  bar,
  gaps,
  aside,
  children,
}: {
  view: BenchView
  bar: ReactNode
  gaps?: readonly GapLink[]
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <ShortKeys groups={planKeyGroups}>
      <Panes {...{ view, bar, aside }} gaps={gaps ?? []}>
        {children}
      </Panes>
    </ShortKeys>
  )
}

function Panes({ view, bar, gaps = [], aside, children }: Parameters<typeof PlanBench>[0]) {
  const { place, title, headings, counts, steps, mayEdit, canUndo, focusList } = view
  const to = (id: string | null) => (id === null ? null : placePath({ ...place, open: id }))
  usePlanKeys({
    ...{ open: place.open, next: to(steps.next), previous: to(steps.previous), wrong: to(steps.wrong) },
    ...{ mayEdit, canUndo, hasReason: aside != null },
  })
  return (
    <main id="inhoud" tabIndex={-1} className="pe-bench">
      <div className="pe-bar">
        <h1>
          <a href={placePath({ ...place, open: null, filter: { words: '', only: null } })}>{title}</a>
        </h1>
        {bar}
      </div>
      {(counts.wrong > 0 || gaps.length > 0) && (
        <div className="pe-gaps" role="region" aria-label="Wat nog niet klopt">
          {gaps.map(({ count, says, href }) => (
            <a key={says} href={href}>
              <b>{count.toLocaleString('nl-NL')}</b> {says}
            </a>
          ))}
          {counts.words > 0 && (
            <a href={placePath({ ...place, filter: { words: '', only: 'words' } })}>
              <b>{counts.words}</b> {counts.words === 1 ? 'onderdeel klopt' : 'onderdelen kloppen'} nog niet
            </a>
          )}
          {steps.wrong !== null && (
            <a className="pe-gaps__next" href={partPath(place, steps.wrong)}>
              Ga naar de volgende <kbd aria-hidden="true">G</kbd>
            </a>
          )}
        </div>
      )}
      <div className={aside == null ? 'pe' : 'pe pe--aside'}>
        <PlanList {...{ place, headings, counts }} focus={focusList} />
        <section className="pe-open" id={PANES.open} aria-labelledby="onderdeel-kop">
          {children}
        </section>
        {aside != null && (
          <section className="pe-aside" id={PANES.reason} aria-label="Waarom deze wijziging">
            {aside}
          </section>
        )}
      </div>
      <KeyLine />
    </main>
  )
}

/** Where officials go from the editor: all headings at once, and the plan as people read it. */
export function BenchLinks({ slug, mayEdit }: { slug: string; mayEdit: boolean }) {
  return (
    <nav className="pe-links" aria-label="Bij dit plan">
      {mayEdit && <a href={paths.official.process.planHeadings(slug)}>Koppen in één keer</a>}
      <a href={paths.official.process.planActionItems(slug)}>Actiepunten</a>
      <a href={paths.public.planChapter(slug)}>
        <Icon name="eye" /> Bekijk zoals bewoners
      </a>
    </nav>
  )
}
