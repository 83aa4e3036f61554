import { useId, type ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export type Tone = 'moss' | 'amber' | 'water' | 'brick' | 'slate' | 'none'
export type Level = 'solid' | 'mid' | 'hatch' | 'empty'

/** Shares in percent: none disappears, however small, and together they make 100. */
export function percentages(counts: readonly number[], least = 0.6): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return counts.map(() => 0)
  const raw = counts.map((count) => (count > 0 ? Math.max((count / total) * 100, least) : 0))
  const sum = raw.reduce((all, share) => all + share, 0)
  return raw.map((share) => (share / sum) * 100)
}

function Rects({
  shares,
  fill,
}: {
  shares: readonly { key: string; count: number; className: string | undefined }[]
  fill: (key: string) => string | undefined
}) {
  const widths = percentages(shares.map((share) => share.count))
  return shares.map((share, at) => {
    const x = widths.slice(0, at).reduce((sum, width) => sum + width, 0)
    const width = widths[at] ?? 0
    if (width === 0) return null
    return (
      <rect
        key={at}
        className={share.className}
        fill={fill(share.key)}
        x={`${x.toFixed(2)}%`}
        y="0"
        width={`${width.toFixed(2)}%`}
        height="100%"
      />
    )
  })
}

/**
 * Shares by colour and texture. Hidden from screen readers unless it has a `label`, because the numbers are beside it.
 */
export function SplitBar({ shares, label }: { shares: readonly { tone: Tone; count: number }[]; label?: string }) {
  const id = useId()
  return (
    <svg
      className="split"
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <defs>
        <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="stripe-ground" width="7" height="7" />
          <line className="stripe-line" x1="2" y1="0" x2="2" y2="7" />
        </pattern>
      </defs>
      <Rects
        shares={shares.map(({ tone, count }) => ({
          key: tone,
          count,
          className: tone === 'amber' ? undefined : `c-${tone}`,
        }))}
        fill={(key) => (key === 'amber' ? `url(#${id})` : undefined)}
      />
    </svg>
  )
}

export function SplitKey({ shares }: { shares: readonly { tone: Tone; count: number; label: ReactNode }[] }) {
  return (
    <ul className="split-key">
      {shares.map((share, at) => (
        <li key={at}>
          <span className={`sw c-${share.tone}`} />
          <span>
            <strong className="num">{share.count}</strong> {share.label}
          </span>
        </li>
      ))}
    </ul>
  )
}

type TallyItem = {
  key: string
  label: ReactNode
  count: number
  tone: Tone
  icon: IconName
  href?: string
  current?: boolean
}

/** The bar, and below it the list that is also the filter. */
export function Tally({ items }: { items: readonly TallyItem[] }) {
  return (
    <div className="tally">
      <SplitBar shares={items} />
      <ul>
        {items.map((item) => {
          const row = (
            <>
              <span className={`swi c-${item.tone}`}>
                <Icon name={item.icon} />
              </span>
              <span>{item.label}</span>
              <b>{item.count}</b>
            </>
          )
          return (
            <li key={item.key}>
              {item.href ? (
                <a href={item.href} aria-current={item.current ? 'true' : undefined}>
                  {row}
                </a>
              ) : (
                <span className="tally__row">{row}</span>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** How far the work is, by tint and texture (darker is further); `label` is the whole sentence. */
export function StackedBar({
  parts,
  label,
  thin,
}: {
  parts: readonly { level: Level; count: number }[]
  label: string
  thin?: boolean
}) {
  const id = useId()
  return (
    <svg className={thin ? 'sm-bar sm-bar--thin' : 'sm-bar'} role="img" aria-label={label} focusable="false">
      <defs>
        <pattern id={`${id}hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch-ground" width="6" height="6" stroke="none" />
          <line className="hatch-line" x1="1.5" y1="0" x2="1.5" y2="6" />
        </pattern>
      </defs>
      <Rects
        shares={parts.map(({ level, count }) => ({
          key: level,
          count,
          className: level === 'hatch' ? undefined : `b-${level}`,
        }))}
        fill={(key) => (key === 'hatch' ? `url(#${id}hatch)` : undefined)}
      />
    </svg>
  )
}

export function StackedKey({ parts }: { parts: readonly { level: Level; label: ReactNode }[] }) {
  return (
    <p className="sm-key">
      {parts.map((part) => (
        <span key={part.level}>
          <i className={`b-${part.level}`} />
          {part.label}
        </span>
      ))}
    </p>
  )
}

/** How far one number is towards another; the words are beside it or in `label`. */
export function Progress({ value, max = 100, label }: { value: number; max?: number; label: string }) {
  return <progress className="progress" value={value} max={max} aria-label={label} />
}
