import { SplitBar, SplitKey } from '#app/ui/Shares.tsx'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import { shares } from './shares.ts'

/** What was done with the points of a plan, at a glance. */
export function Outcome({
  points,
  counts,
}: {
  points: number
  counts: readonly { disposition: string; count: number }[]
}) {
  const { parts, other } = shares(counts, useDecisionWords())
  return (
    <div>
      <p className="small under-1">
        <strong>
          {points}&nbsp;{points === 1 ? 'punt' : 'punten'}
        </strong>
        {points === 1 ? ', met een antwoord' : ', elk met een antwoord'}
      </p>
      <SplitBar shares={parts} />
      <SplitKey shares={parts} />
      {other.length > 0 && (
        <p className="small soft gap-1">
          Anders is: {new Intl.ListFormat('nl').format(other.map(({ count, label }) => `${count}\u00a0${label}`))}.
        </p>
      )}
    </div>
  )
}
