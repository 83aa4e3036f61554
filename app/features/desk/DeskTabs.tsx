import { Link } from '@remix-run/react'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { atQuery } from './desk-address.ts'
import type { Tab } from './workbench-view.server.ts'

/** Tabs that fit above the list; what comes behind them folds out. */
const SHOWN = 5

/** The views above the list, each with how many points it has. */
export function DeskTabs({ tabs, slug }: { tabs: readonly Tab[]; slug: string }) {
  const hrefOf = ({ query }: Tab) => atQuery(paths.official.process.points(slug), query)
  /** Numbers of three figures and more stand under their words: beside them they would not fit on a line. */
  const isMany = tabs.some(({ count }) => count !== null && count >= 100)
  const [inLine, folded] = [tabs.slice(0, SHOWN), tabs.slice(SHOWN)]
  return (
    <nav className={isMany ? 'sm-views sm-views--desk is-many' : 'sm-views sm-views--desk'} aria-label="Weergaven">
      {inLine.map((tab, at) => (
        <Link
          key={tab.id}
          to={hrefOf(tab)}
          aria-current={tab.isCurrent ? 'page' : undefined}
          className={at > 2 ? 'sm-hide-m' : undefined}
        >
          {tab.label} {tab.count !== null && <b>{tab.count.toLocaleString('nl-NL')}</b>}
        </Link>
      ))}
      <details
        className={folded.length === 0 ? 'sm-more sm-show-m' : 'sm-more'}
        key={tabs.find((tab) => tab.isCurrent)?.id}
      >
        <summary aria-current={folded.some((tab) => tab.isCurrent) ? 'page' : undefined}>
          {folded.find((tab) => tab.isCurrent)?.label ?? 'Meer'} <Icon name="chevron" />
        </summary>
        <ul>
          {[
            ...inLine.slice(3).map((tab) => ({ tab, isOnlyNarrow: true })),
            ...folded.map((tab) => ({ tab, isOnlyNarrow: false })),
          ].map(({ tab, isOnlyNarrow }) => (
            <li key={tab.id} className={isOnlyNarrow ? 'sm-show-m' : undefined}>
              <Link to={hrefOf(tab)} aria-current={tab.isCurrent ? 'page' : undefined}>
                {tab.label} {tab.count !== null && <b>{tab.count.toLocaleString('nl-NL')}</b>}
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  )
}
