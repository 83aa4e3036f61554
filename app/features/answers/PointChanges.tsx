import { ShortChange } from '#app/features/plans/versions/ShortChange.tsx'
import { GoLink } from '#app/ui/Button.tsx'
import type { PointChange } from './point-change.ts'

/** What changed in the plan because of a point: old words, new words, and the way to them. */
export function PointChanges({ changes }: { changes: readonly PointChange[] }) {
  return changes.map((change) => (
    <div key={`${change.numbers} ${change.href}`} className="point-change">
      <ShortChange {...change} />
      {change.others > 0 && (
        <p>{change.others === 1 ? '1 ander vroeg dit ook.' : `${change.others} anderen vroegen dit ook.`}</p>
      )}
      <GoLink href={change.href} arrow>
        {change.now === '' ? `Lees waarom, ${change.numbers}` : `Lees het in het plan, ${change.numbers}`}
      </GoLink>
    </div>
  ))
}
