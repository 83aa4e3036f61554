import type { ReactNode } from 'react'
import { formatDateLong, formatDayMonth } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { DaysLeft, DaysRuler, type RulerTone } from '#app/ui/Time.tsx'
import type { SecondScope } from './process.schema.ts'
import type { Stage } from './process.ts'
import type { TimeOfTerm } from './time-of-term.ts'

/** The ruler of days with its first and last day under it. */
export function TermRuler({ time, tone }: { time: TimeOfTerm; tone: RulerTone }) {
  return (
    <DaysRuler
      total={time.total}
      day={time.day}
      tone={tone}
      from={formatDayMonth(time.startsOn)}
      to={formatDayMonth(time.lastDay)}
    />
  )
}

/** Until when one can react, in words. */
export function Until({ time }: { time: TimeOfTerm }) {
  return (
    <p>
      U kunt reageren tot en met{' '}
      <strong>
        {formatDateLong(time.lastDay)}
        {time.left === 0 && ', tot middernacht'}.
      </strong>
    </p>
  )
}

/** How the time stands beside the title of a plan, with the one thing to do now. */
export function ProcessTime({
  slug,
  stage,
  time,
  answersExpected,
  planHref,
  preview,
  secondScope,
  outcome,
}: {
  slug: string
  stage: Stage
  time: TimeOfTerm
  answersExpected: string
  planHref: string | null
  /** The form is not there yet. */
  preview: boolean
  /** When it is the second time that people may react: about what; else null. */
  secondScope: SecondScope | null
  /** What was done with the points, once that is public. */
  outcome?: ReactNode
}) {
  const isSecond = secondScope !== null
  const again = isSecond && (
    <p>
      Tweede inspraak: u kunt opnieuw reageren
      {secondScope === 'changed' ? ', op wat er is veranderd.' : ' op dit plan.'}
    </p>
  )
  if (stage === 'open') {
    return (
      <>
        {again}
        <DaysLeft left={time.left} almost={time.almost} />
        <TermRuler time={time} tone={time.almost ? 'amber' : 'light'} />
        <Until time={time} />
        {!preview && (
          <ButtonLink variant="primary-action" href={paths.public.react(slug)}>
            Geef uw reactie
          </ButtonLink>
        )}
      </>
    )
  }
  if (stage === 'announced') {
    return (
      <>
        <p>
          <Tag tone="water" icon="clock">
            Binnenkort
          </Tag>
        </p>
        <p>
          U kunt {isSecond && 'opnieuw '}reageren vanaf <strong>{formatDateLong(time.startsOn)}</strong> tot en met{' '}
          <strong>{formatDateLong(time.lastDay)}.</strong>
        </p>
        {planHref && (
          <ButtonLink variant="secondary" icon="book-open" href={planHref}>
            Lees alvast het plan
          </ButtonLink>
        )}
      </>
    )
  }
  const closed = (
    <p>
      U kon reageren tot en met <strong>{formatDateLong(time.lastDay)}.</strong>
    </p>
  )
  if (stage === 'processing') {
    return (
      <>
        <p>
          <Tag icon="lock">Gesloten</Tag>
        </p>
        <TermRuler time={time} tone="closed" />
        {closed}
        <p>
          Wij verwerken nu alle reacties. Op elk punt komt een antwoord.
          {answersExpected !== '' && ` Verwacht: ${answersExpected}.`}
        </p>
        {planHref && (
          <ButtonLink variant="secondary" icon="book-open" href={planHref}>
            Lees het plan
          </ButtonLink>
        )}
      </>
    )
  }
  if (stage === 'answered') {
    return (
      <>
        <p>
          <Tag tone="moss" icon="check">
            Afgerond
          </Tag>
        </p>
        {closed}
        {outcome ?? <p>Op elk punt staat een antwoord.</p>}
        <ButtonLink variant="primary-action" href={paths.public.answered(slug)}>
          Lees wat ermee is gedaan
        </ButtonLink>
      </>
    )
  }
  return null
}
