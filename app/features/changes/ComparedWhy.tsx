import { Fragment } from 'react'
import { paragraphsInWords } from '#app/features/plans/versions/paragraphs-in-words.ts'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import type { ComparedReason } from './compared-reasons.server.ts'

/** Below a change between two versions: why it was made, and the way to say so in the editor. */
export function ComparedWhy({
  reason: { hasReason, asked, points, others, ownInitiative, amendments },
  slug,
  numbers,
  href,
}: {
  reason: ComparedReason
  slug: string
  /** Numbers of the paragraphs that it is about. */
  numbers: readonly string[]
  /** Where the reason is set; null for who may not. */
  href: string | null
}) {
  return (
    <div className={hasReason ? 'cm-why' : 'cm-why is-open'}>
      {amendments.map(({ number, title }) => (
        <p key={number}>
          <Icon name="landmark" /> <b>Amendement {number}:</b> {title}
        </p>
      ))}
      {asked !== null && (
        <p>
          <Icon name="users" /> <b>{asked}:</b>{' '}
          {points.map(({ id, number }, at) => (
            <Fragment key={id}>
              {at > 0 && ', '}
              <a href={paths.official.process.answer(slug, id)}>
                punt <span className="cm-n">{number ?? 'zonder nummer'}</span>
              </a>
            </Fragment>
          ))}
          {others > 0 && ` en nog ${others}`}
        </p>
      )}
      {ownInitiative.map((sentence) => (
        <p key={sentence}>
          <Icon name="landmark" /> <b>Eigen initiatief van het college:</b> ‘{sentence}’
        </p>
      ))}
      {!hasReason && (
        <p>
          <Icon name="alert-triangle" /> <b>Nog geen reden</b>
        </p>
      )}
      {href !== null && (
        <a className="cm-say" href={href}>
          {hasReason ? 'Wijzig de reden' : 'Zeg waarom'}
          <span className="vh"> van de wijziging van {paragraphsInWords(numbers)}</span>
        </a>
      )}
    </div>
  )
}
