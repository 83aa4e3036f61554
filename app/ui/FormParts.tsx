import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

/** "Stap 1 van 3" in words, the bars below it for the eye, and the heading of the step. */
export function Steps({ at, of, title }: { at: number; of: number; title?: ReactNode }) {
  return (
    <div className="stephead">
      <p className="stepof">
        Stap {at} van {of}
      </p>
      <div className="steps" aria-hidden="true">
        {Array.from({ length: of }, (_, step) => (
          <i key={step} className={step < at ? 'on' : undefined} />
        ))}
      </div>
      {title && <h1>{title}</h1>}
    </div>
  )
}

type SummaryRow = { term: string; value: ReactNode; /** where to change it */ href?: string; verbatim?: boolean }

/** What was filled in, row by row, each with its own link to change it. */
export function SummaryList({ rows, change = 'Wijzig' }: { rows: readonly SummaryRow[]; change?: string }) {
  return (
    <dl className="sum">
      {rows.map((row) => (
        <div key={row.term}>
          <dt>{row.term}</dt>
          <dd className={row.verbatim ? 'v verb' : 'v'}>{row.value}</dd>
          {row.href && (
            <dd className="c">
              <a href={row.href}>
                {change}
                <span className="vh"> {row.term.toLowerCase()}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

type NoticeKind = 'info' | 'success' | 'warn' | 'error'

const looks: Record<NoticeKind, { className: string; icon: IconName }> = {
  info: { className: 'utrecht-alert--info', icon: 'info' },
  success: { className: 'utrecht-alert--ok', icon: 'check-circle' },
  warn: { className: 'utrecht-alert--warning', icon: 'alert-triangle' },
  error: { className: 'utrecht-alert--error', icon: 'x-circle' },
}

/** A message in a box. `live` when it appears because of what someone just did: then it is also read aloud. */
export function Notice({
  kind = 'info',
  title,
  live,
  actions,
  children,
}: {
  kind?: NoticeKind
  title?: ReactNode
  live?: boolean
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <div
      className={`utrecht-alert ${looks[kind].className}`}
      role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}
    >
      <Icon name={looks[kind].icon} />
      <div className="utrecht-alert__content">
        {title && <p className="utrecht-alert__title">{title}</p>}
        {typeof children === 'string' ? <p>{children}</p> : children}
        {actions && <div className="btns gap-1">{actions}</div>}
      </div>
    </div>
  )
}

/**
 * A message about what was done or changed by itself: polite, one line. The focus comes to it when the page opens, unless `quiet`: the page
 * leaves the focus where it is or moves it elsewhere.
 */
export function StatusMessage({
  icon = 'check-circle',
  warn,
  quiet = false,
  children,
}: {
  icon?: IconName
  warn?: boolean
  quiet?: boolean
  children: ReactNode
}) {
  return (
    <p
      className={warn ? 'saved saved--warn' : 'saved'}
      role="status"
      {...(quiet
        ? {}
        : // The page comes back after an act, and Tab would begin at its top.
          { tabIndex: -1, autoFocus: true })}
    >
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  )
}

/** Text that folds out; closed unless `open`. */
export function Fold({
  summary,
  open,
  children,
  id,
}: {
  summary: ReactNode
  open?: boolean
  children: ReactNode
  id?: string
}) {
  return (
    <details className="fold" open={open} id={id}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  )
}

/**
 * Wraps the fields or links that filter a list. On a phone they are folded, because they would push the list down;
 * `inUse` keeps them open.
 */
export function FilterFold({
  summary = 'Zoek of kies',
  inUse,
  children,
}: {
  summary?: string
  inUse?: boolean
  children: ReactNode
}) {
  return (
    <details className="fold filters-fold no-print" open={inUse || undefined}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}

/** Help beside a form (below it on a phone). */
export function Help({ title, children, id = 'hulp-hier' }: { title: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="help" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
