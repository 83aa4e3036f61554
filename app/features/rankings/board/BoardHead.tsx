import { clockWords } from '#app/live/clock.ts'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { initials } from '#app/ui/initials.ts'
import type { BoardView } from './board-view.ts'

/** The bar above a board: whose list it is, who is there, and how long there is. */
export function BoardHead({
  title,
  below,
  members,
  ownId,
  plannedClose,
  now,
  isOpen,
}: {
  title: string
  below: string
  members: BoardView['members']
  ownId: string
  plannedClose: string | null
  now: number
  isOpen: boolean
}) {
  const here = members.filter(({ accountId, isHere }) => isHere || accountId === ownId)
  return (
    <header className="sm-gbtop">
      <div className="gb-title">
        <a href={paths.council.home()} className="gb-back">
          <Icon name="chevron" flip label="Terug naar uw plannen" />
        </a>
        <h1>
          {title}
          <small>{below}</small>
        </h1>
      </div>
      {members.length > 0 && (
        <div className="sm-here">
          {members.slice(0, 8).map(({ accountId, name }) => {
            const state =
              accountId === ownId ? 'sm-av me' : here.some((one) => one.accountId === accountId) ? 'sm-av' : 'sm-av off'
            return (
              <span key={accountId} className={state} title={name} aria-hidden>
                {initials(name)}
              </span>
            )
          })}
          <span>
            {here.length} van {members.length} hier
            <span className="vh">: {here.map(({ name }) => name).join(', ')}</span>
          </span>
        </div>
      )}
      {plannedClose && isOpen && (
        <p className="sm-time" role="timer" aria-label={`Nog ${clockWords(plannedClose, now)}`}>
          <b>{clockWords(plannedClose, now)}</b>
          <span>{Date.parse(plannedClose) > now ? 'minuten over' : 'de tijd is om'}</span>
        </p>
      )}
    </header>
  )
}
