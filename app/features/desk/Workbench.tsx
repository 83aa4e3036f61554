import { Link, useLocation } from '@remix-run/react'
import { useCallback, useEffect, useRef, type ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { StackedBar } from '#app/ui/Shares.tsx'
import { KeyLine, ShortKeys } from '#app/ui/ShortKeys.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { atQuery, withPlace } from './desk-address.ts'
import { DeskFind, useFacets } from './DeskFind.tsx'
import { keyGroups } from './desk-keys.ts'
import { DeskList, laterPlace } from './DeskList.tsx'
import { DeskTabs } from './DeskTabs.tsx'
import { CHOSEN, SelectionBar, SelectionFields, SelectionOf, useSelection } from './Selection.tsx'
import { itemParameters } from './item-parameters.ts'
import { focusRow, useListKeys } from './use-list-keys.ts'
import type { WorkbenchView } from './workbench-view.server.ts'

/** While points are chosen a key is for these. */
const chosenFirst = { group: 'Keuze', instead: 'Punt' }

/** The workbench: the list of points at the left, and beside it what is open (`children`). */
export function Workbench({
  view,
  children,
  bulk,
}: {
  view: WorkbenchView
  children: ReactNode
  /** The form with what can be done with the points that are chosen, around its fields; the id is what boxes refer to. */
  bulk: (fields: ReactNode, id?: string) => ReactNode
}) {
  return (
    <ShortKeys groups={keyGroups} before={chosenFirst}>
      <SelectionOf query={view.query}>
        <Bench view={view} bulk={bulk}>
          {children}
        </Bench>
      </SelectionOf>
    </ShortKeys>
  )
}

function Bench({ view, bulk, children }: Parameters<typeof Workbench>[0]) {
  const { process, query, rows, openId, limit, earlierFrom, hasLater } = view
  const facets = useFacets(view)
  const found = view.found === null ? (facets?.found ?? null) : view.found.toLocaleString('nl-NL')
  const { points, answer } = paths.official.process
  const placed = withPlace(query, { from: rows[0]?.id ?? null, limit })
  const hrefOf = useCallback((id: string) => atQuery(answer(process.slug, id), placed), [answer, process.slug, placed])
  const here = openId === null ? points(process.slug) : answer(process.slug, openId)
  useListKeys({
    ...{ rows, openId, hrefOf },
    beyond: {
      before: earlierFrom === null ? null : atQuery(here, withPlace(query, { from: earlierFrom, limit: limit + 50 })),
      after: hasLater ? atQuery(here, withPlace(query, laterPlace(view))) : null,
    },
  })
  useFocusOnOpened(openId)
  const enhanced = useEnhanced()
  const { pathname, search } = useLocation()
  const noteFocus = useFocusOnReturn(pathname === points(process.slug))
  // On a narrow screen this is what is shown; tabs lead to the rest.
  const beside = openId !== null ? 'tekst' : pathname === points(process.slug) ? 'lijst' : 'naast'
  const part = new URLSearchParams(search).get(itemParameters.part) ?? beside
  return (
    <main id="inhoud" tabIndex={-1} className="sm-bench" data-part={part}>
      <BenchBar view={view} />
      <div className="sm-panes">
        <section
          className="sm-pane sm-pane--list"
          id="lijst"
          aria-label="Lijst met punten"
          onFocus={({ target }) => noteFocus(target)}
        >
          <DeskTabs tabs={view.tabs} slug={process.slug} />
          <DeskFind view={view} facets={facets} />
          <ChosenBar view={view} found={found}>
            {bulk(<SelectionFields query={placed} />)}
          </ChosenBar>
          {!enhanced && rows.length > 0 && (
            <div className="sm-bulk sm-bulk--plain">
              {bulk(
                <>
                  <input type="hidden" name="filter" value={placed} />
                  {found !== '1' && (
                    <label className="sm-bulk__all">
                      <input type="checkbox" name="all" /> Alle {found ?? ''} punten van deze lijst
                    </label>
                  )}
                </>,
                CHOSEN,
              )}
            </div>
          )}
          <DeskList view={view} foundWords={found} />
        </section>
        {children}
      </div>
      <PartTabs view={view} part={part} here={atQuery(here, placed)} />
      <KeyLine />
    </main>
  )
}

/** On a narrow screen one part is shown, and these lead to the others. */
function PartTabs({ view: { openId, rows }, part, here }: { view: WorkbenchView; part: string; here: string }) {
  const number = rows.find(({ id }) => id === openId)?.number
  const [page = '', query = ''] = here.split('?')
  const to = (which: string) => atQuery(page, query, { [itemParameters.part]: which })
  if (openId === null) return null
  const tabs = [
    { which: 'lijst', icon: 'list' as const, label: 'Lijst' },
    { which: 'tekst', icon: 'quote' as const, label: number ? `Inbreng ${number.split('.')[0]}` : 'Inbreng' },
    { which: 'antwoord', icon: 'message-square' as const, label: number ? `Antwoord ${number}` : 'Antwoord' },
  ]
  return (
    <nav className="sm-tabs" aria-label="Deelvenster">
      {tabs.map(({ which, icon, label }) => (
        <Link key={which} to={to(which)} replace preventScrollReset aria-current={which === part ? 'true' : undefined}>
          <Icon name={icon} />
          {label}
        </Link>
      ))}
    </nav>
  )
}

/** What can be done with the chosen points, and the way to choose all that fit the filter. */
function ChosenBar({
  view: { rows, hasLater, earlierFrom },
  found,
  children,
}: {
  view: WorkbenchView
  found: string | null
  children: ReactNode
}) {
  const { ids } = useSelection()
  // What was chosen may have left the filter by what was just done with it.
  if (rows.length === 0) return null
  const isAllChosen = !hasLater && earlierFrom === null && rows.every(({ id }) => ids.has(id))
  return (
    <SelectionBar hasMore={!isAllChosen} found={found ?? 'punten in deze keuze'}>
      {children}
    </SelectionBar>
  )
}

/** Which process it is, how far it is, and the other work on it. */
function BenchBar({ view: { process, total, states } }: { view: WorkbenchView }) {
  const of = (state: string) => states.find((each) => each.state === state)?.points ?? 0
  const open = of('open')
  const all = states.reduce((sum, { points }) => sum + points, 0)
  const says =
    all === 0
      ? 'Nog geen punten'
      : open === 0
        ? `Alle ${all.toLocaleString('nl-NL')} punten beantwoord`
        : `${open.toLocaleString('nl-NL')} van ${all.toLocaleString('nl-NL')} punten te beantwoorden`
  const { askedAdvice, details, register, themes, campaigns, publish } = paths.official.process
  return (
    <div className="sm-wbbar">
      <h1>
        <a href={details(process.slug)}>{process.title}</a>
      </h1>
      {total > 0 && (
        <div className="sm-wbbar__how">
          <StackedBar
            label={says}
            parts={[
              { level: 'solid', count: of('public') },
              { level: 'mid', count: of('released') },
              { level: 'hatch', count: of('answered') },
              { level: 'empty', count: open },
            ]}
          />
          <span className="small">{says}</span>
        </div>
      )}
      <nav className="sm-wbbar__nav" aria-label="Werk aan dit traject">
        <a href={register(process.slug)}>Inbreng</a>
        <a href={campaigns(process.slug)}>Campagnes</a>
        <a href={themes(process.slug)}>Thema’s</a>
        <a href={askedAdvice(process.slug)}>Advies</a>
        <a href={publish(process.slug)}>Publiceren</a>
      </nav>
    </div>
  )
}

/** When another point opens while the focus was lost or in the list, it goes to the row of that point. */
function useFocusOnOpened(openId: string | null) {
  const was = useRef(openId)
  useEffect(() => {
    if (was.current === openId) return
    was.current = openId
    const { activeElement } = document
    if (openId !== null && (activeElement === null || activeElement === document.body)) focusRow(openId)
  }, [openId])
}

/**
 * Back in the list from what stood beside it, the focus goes to the row that it was in last. Gives what to call when
 * something in the list gets the focus.
 */
function useFocusOnReturn(isListAlone: boolean) {
  const was = useRef(isListAlone)
  const lastId = useRef<string | null>(null)
  useEffect(() => {
    if (was.current === isListAlone) return
    was.current = isListAlone
    const isLost = () => document.activeElement === null || document.activeElement === document.body
    if (!isListAlone || !isLost()) return
    if (lastId.current !== null) focusRow(lastId.current)
    // Its row may have left the list by what was done: then the list itself stays where it is.
    if (isLost()) document.querySelector<HTMLElement>('.sm-rows [data-point] a')?.focus({ preventScroll: true })
  }, [isListAlone])
  return useCallback((target: Element) => {
    lastId.current = target.closest<HTMLElement>('[data-point]')?.dataset.point ?? lastId.current
  }, [])
}
