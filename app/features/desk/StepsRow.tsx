import { Icon } from '#app/ui/Icon.tsx'
import type { ItemView } from './item-view.server.ts'

/** The steps of the process: what is done, where the point lies and with whom, and what comes. */
export function StepsRow({ view: { flow, work, readerId } }: { view: ItemView }) {
  const who = work.assigneeId === null ? 'nog van niemand' : work.assigneeId === readerId ? 'bij u' : work.assignee
  return (
    <ol className="sm-steps" aria-label="Stappen">
      {flow.steps.map(({ name }, at) => {
        const position = at + 1
        const isCurrent = position === flow.step
        const isDone = position < flow.step
        return (
          <li key={name} aria-current={isCurrent ? 'step' : undefined} className={isDone ? 'is-done' : undefined}>
            <Icon name={isDone ? 'check' : isCurrent ? 'circle-dot' : 'circle'} label={isDone ? 'gedaan' : undefined} />
            <span>
              {name}
              {isCurrent && (
                <>
                  <br />
                  {who}
                </>
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
