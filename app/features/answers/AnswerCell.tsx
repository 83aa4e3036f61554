import type { ReactNode } from 'react'
import type { Decision } from '#app/features/points/disposition.ts'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'

type Props = {
  disposition: Decision | null
  forwardedTo: string
  /** What the answer is about, when that is more than a point; '' otherwise. */
  scopeWords: string
  /** Places in the plan; without an address while that is not public. */
  links: readonly { href: string | null; label: string; words?: string }[]
  linksClass: string
  /** What was answered, in the length that the table shows. */
  children: ReactNode
}

/** What was done with a point, in the last column of a table: the decision, the answer, and where it stands in the plan. */
export function AnswerCell({ disposition, forwardedTo, scopeWords, links, linksClass, children }: Props) {
  return (
    <>
      <p>
        <DispositionBadge plain disposition={disposition} to={forwardedTo || undefined} />
      </p>
      {scopeWords !== '' && <p className="small soft">Dit antwoord gaat {scopeWords}.</p>}
      {children}
      {links.length > 0 && (
        <ul className={linksClass}>
          {links.map(({ href, label, words }) => (
            <li key={label}>
              {href === null ? (
                `In het plan: ${label}`
              ) : (
                <a href={href}>
                  <span className="vh">In het plan: </span>
                  {label}
                </a>
              )}
              {words && <q className="small soft">{words}</q>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
