import { formatDate } from '#app/local-date.ts'
import { SplitBar, SplitKey, type Tone } from '#app/ui/Shares.tsx'
import { shares } from './shares.ts'

/** A finished plan with what was done with its points. */
export function FinishedRow({ slug, title, contributors, points, answeredOn, counts }: {
  slug: string
  title: string
  contributors: number
  points: number
  answeredOn: string
  counts: readonly { disposition: string; count: number }[]
}) {
  const parts: { tone: Tone; count: number; label: string }[] = shares(counts)
  return (
    <li className="done">
      <div>
        <h3>
          <a href={`/trajecten/${slug}/wat-is-ermee-gedaan`}>{title}</a>
        </h3>
        <p className="soft">
          {contributors === 0
            ? 'Er kwamen geen reacties.'
            : contributors === 1
              ? 'Eén persoon of organisatie reageerde.'
              : `${contributors} mensen en organisaties reageerden.`}{' '}
          Antwoorden sinds {formatDate(answeredOn)}.
        </p>
      </div>
      {points > 0 && (
        <div>
          <p className="small under-1">
            <strong>
              {points}&nbsp;{points === 1 ? 'punt' : 'punten'}
            </strong>
            {points === 1 ? ', met een antwoord' : ', elk met een antwoord'}
          </p>
          <SplitBar shares={parts} />
          <SplitKey shares={parts} />
        </div>
      )}
    </li>
  )
}
