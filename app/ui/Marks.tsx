import { Children, type ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import type { Tone } from './Shares.tsx'

/** Icon, official word and colour: the colour is never the only signal. */
export function Badge({ tone, icon, children }: { tone: Tone; icon: IconName; children: ReactNode }) {
  return (
    <span className={`badge badge--${tone}`}>
      <Icon name={icon} />
      {children}
    </span>
  )
}

export type TagTone = 'moss' | 'amber' | 'brick' | 'water' | 'heather' | 'slate'

/** A short word about a thing, such as its state or term. Amber: someone must act; brick: late or broken. */
export function Tag({ tone = 'slate', icon, children }: { tone?: TagTone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={tone === 'slate' ? 'tag' : `tag tag--${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}

/** Says that a list is empty, why that is good or what was searched for, and gives one link onward. */
export function Empty({
  title,
  children,
  action,
  level = 2,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  level?: 2 | 3
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const onlyWords = Children.toArray(children).every((child) => typeof child !== 'object')
  return (
    <section className="empty">
      <Heading>{title}</Heading>
      {onlyWords ? <p>{children}</p> : children}
      {action}
    </section>
  )
}

/** Terms above their values, with hairlines between them. */
export function DataList({
  items,
  className = 'datelist',
}: {
  items: readonly { term: ReactNode; value: ReactNode }[]
  className?: string
}) {
  return (
    <dl className={className}>
      {items.map((item, at) => (
        <div key={at}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}

type Miss = { text: ReactNode; href?: string; reason?: ReactNode }

/** First what is still missing, each with a link to its field and the reason for asking; then what is done. */
export function CheckList({
  misses,
  done = [],
  doneTitle = 'Dit is klaar',
}: {
  misses: readonly Miss[]
  done?: readonly ReactNode[]
  doneTitle?: ReactNode
}) {
  return (
    <div className="checklist">
      {misses.length > 0 && (
        <ul>
          {misses.map((miss, at) => (
            <li key={at} className="miss">
              <Icon name="alert-triangle" />
              {miss.href ? <a href={miss.href}>{miss.text}</a> : <span>{miss.text}</span>}
              {miss.reason && <p>{miss.reason}</p>}
            </li>
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <>
          <h3>{doneTitle}</h3>
          <ul>
            {done.map((item, at) => (
              <li key={at} className="ok">
                <Icon name="check" />
                <span>{item}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
