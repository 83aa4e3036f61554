import { formatDayMonth, today } from '#app/local-date.ts'
import type { Typing } from '#app/live/typing.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { initials } from '#app/ui/initials.ts'
import type { ResponseView, ViewPerson } from './response-view.ts'

/** Who of the organisation works on it, who is here, and at which question. */
export function TeamList({
  view,
  typing,
  ownId,
  invite,
}: {
  view: ResponseView
  typing: Typing
  ownId: string
  /** Where a colleague can be asked. */ invite: string | null
}) {
  const numberOf = (questionId: string | null | undefined) => view.questions.find(({ id }) => id === questionId)?.number
  const where = ({ accountId, isHere, questionId, seenAt }: ViewPerson): string => {
    if (accountId === null) return 'is uitgenodigd, nog niet geweest'
    const typed = accountId === ownId ? undefined : numberOf(typing[accountId]?.at)
    if (typed !== undefined) return `typt bij vraag ${typed}`
    const at = numberOf(questionId)
    if (accountId === ownId) return at === undefined ? 'hier' : `bij vraag ${at}`
    if (isHere) return at === undefined ? 'nu hier' : `bij vraag ${at}`
    return seenAt ? `laatst hier op ${formatDayMonth(today(new Date(seenAt)))}` : 'nog niet geweest'
  }
  return (
    <section className="sm-sec" aria-labelledby="team">
      <h2 id="team">Wie werken hieraan</h2>
      <ul className="pa-team">
        {view.people.map((person) => {
          const isOwn = person.accountId === ownId
          return (
            <li key={person.id}>
              <span className={isOwn ? 'sm-av is-own' : person.isHere ? 'sm-av is-here' : 'sm-av'} aria-hidden>
                {initials(person.name)}
              </span>
              <p>
                {isOwn ? 'U' : person.name}
                {person.isCoordinator && ', coördinator'}
                <span>{where(person)}</span>
              </p>
            </li>
          )
        })}
      </ul>
      {invite && (
        <p className="gap-1">
          <ButtonLink small icon="plus" href={invite}>
            Nodig een collega uit
          </ButtonLink>
        </p>
      )}
    </section>
  )
}
