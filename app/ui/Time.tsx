import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export type RulerTone = 'light' | 'dark' | 'amber' | 'closed'

function says(total: number, day: number) {
  if (day < 1) return `Nog niet begonnen, ${total} dagen`
  return day > total ? `Gesloten na ${total} dagen` : `Dag ${day} van ${total}`
}

/**
 * One tick per day; that of today is taller. It is never the only sign: the days left and the last date stand beside
 * it. `day` counts from 1; above `total` the period is over, below 1 it has not begun. `from` and `to` are the words
 * under the ends.
 */
export function DaysRuler({
  total,
  day,
  tone = 'light',
  from,
  to,
}: {
  total: number
  day: number
  tone?: RulerTone
  from?: ReactNode
  to?: ReactNode
}) {
  const step = 100 / Math.max(total, 1)
  return (
    <>
      <svg className={`ruler ruler--${tone}`} role="img" aria-label={says(total, day)} focusable="false">
        {Array.from({ length: total }, (_, at) => {
          const today = at + 1 === day
          return (
            <rect
              key={at}
              className={today ? 'today' : at + 1 < day ? 'past' : 'rest'}
              x={`${(at * step).toFixed(2)}%`}
              y={today ? 0 : 7}
              width={`${(step * 0.62).toFixed(2)}%`}
              height={today ? 26 : 12}
              rx="2"
            />
          )
        })}
      </svg>
      {(from || to) && (
        <p className="ruler-l" aria-hidden="true">
          <span>{from}</span>
          <span>{to}</span>
        </p>
      )}
    </>
  )
}

/** The large number of days left; `left` is 0 on the last day. */
export function DaysLeft({ left, almost }: { left: number; almost?: boolean }) {
  const className = almost ? 'days days--amber' : 'days'
  if (left < 1) {
    return (
      <p className={className}>
        <span>{'Vandaag is de\nlaatste dag'}</span>
      </p>
    )
  }
  return (
    <p className={className}>
      <span className="vh">Nog </span>
      <b className="num">{left}</b>
      <span>{left === 1 ? ' dag\nte gaan' : ' dagen\nte gaan'}</span>
    </p>
  )
}

export type PhaseOnLine = {
  title: ReactNode
  /** `past`: its time is over, and this page does not know whether it was done. */
  state: 'done' | 'past' | 'now' | 'next'
  /** The state in words; by default "Klaar", "Voorbij", "Nu" or "Komt nog". */
  says?: string
  when?: ReactNode
  more?: ReactNode
}

const stateWords = { done: 'Klaar', past: 'Voorbij', now: 'Nu', next: 'Komt nog' }
const stateClass = { done: 'is-done', past: 'is-past', now: 'is-now', next: 'is-next' }

/** The phases as a road with boulders; `wide` makes it horizontal on wide screens, which needs six phases or fewer. */
export function PhaseLine({ phases, wide }: { phases: readonly PhaseOnLine[]; wide?: boolean }) {
  return (
    <ol className={wide ? 'phases phases--wide' : 'phases'}>
      {phases.map((phase, at) => (
        <li key={at} className={stateClass[phase.state]} aria-current={phase.state === 'now' ? 'step' : undefined}>
          <span className="stone">{phase.state === 'done' && <Icon name="check" />}</span>
          <span className="state">{phase.says ?? stateWords[phase.state]}</span>
          <h3>{phase.title}</h3>
          {phase.when && <p className="when">{phase.when}</p>}
          {typeof phase.more === 'string' ? <p>{phase.more}</p> : phase.more}
        </li>
      ))}
    </ol>
  )
}
