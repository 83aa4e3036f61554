import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Outcome } from './Outcome.tsx'

/** A finished plan with what was done with its points. */
export function FinishedRow({
  slug,
  title,
  contributors,
  points,
  answeredOn,
  counts,
  top,
}: {
  slug: string
  title: string
  contributors: number
  points: number
  answeredOn: string
  counts: readonly { disposition: string; count: number }[]
  /** What the council put first before there was a plan, where that is public. */
  top: { href: string; title: string } | null
}) {
  return (
    <li className="done">
      <div>
        <h3>
          <a href={paths.public.answered(slug)}>{title}</a>
        </h3>
        <p className="soft">
          {contributors === 0
            ? 'Er kwamen geen reacties.'
            : contributors === 1
              ? 'Eén persoon of organisatie reageerde.'
              : `${contributors} mensen en organisaties reageerden.`}{' '}
          Antwoorden sinds {formatDate(answeredOn)}.
        </p>
        {top && (
          <p className="small gap-1">
            <a href={top.href}>{top.title}</a>
          </p>
        )}
      </div>
      {points > 0 && <Outcome points={points} counts={counts} />}
    </li>
  )
}
