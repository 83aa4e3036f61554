import type { Disposition } from '#app/features/points/disposition.ts'
import { hasReason, type ChangeReason } from './reasons.ts'

/** What does not fit between answers and changes of a plan. It warns, and forbids nothing. */

/** The dispositions that promise a change. */
export const promising: readonly Disposition[] = ['adopted', 'partlyAdopted']

type NumberedPoint = { id: string; number: string | null }
/** A paragraph with so many points that have no answer yet. */
export type UnansweredPart = { part: string; points: number }

export type Gaps<C> = {
  /** Points that were taken over, in whole or in part, and are behind no change. */
  withoutChange: number
  /** Changes of which nothing says why. */
  withoutReason: C[]
  /** Paragraphs with points and no answer. */
  unanswered: UnansweredPart[]
  /** Changes with points behind them that were not taken over. */
  refused: { change: C; points: NumberedPoint[] }[]
}

/**
 * The gaps between answers and changes. `promised` is how many points have an answer that promises a change, and `kept` how many of these are behind
 * one; `dispositions` are those of the points behind the changes.
 */
export function changeGaps<C>({
  changes,
  reasons,
  dispositions,
  promised,
  kept,
  unanswered,
}: {
  changes: readonly C[]
  reasons: ReadonlyMap<C, ChangeReason>
  dispositions: ReadonlyMap<string, Disposition | null>
  promised: number
  kept: number
  unanswered: readonly UnansweredPart[]
}): Gaps<C> {
  return {
    withoutChange: Math.max(0, promised - kept),
    withoutReason: changes.filter((change) => {
      const reason = reasons.get(change)
      return reason === undefined || !hasReason(reason)
    }),
    unanswered: unanswered.filter(({ points }) => points > 0),
    refused: changes.flatMap((change) => {
      const points = (reasons.get(change)?.points ?? []).filter(({ id }) => dispositions.get(id) === 'notAdopted')
      return points.length === 0 ? [] : [{ change, points }]
    }),
  }
}

/** How many gaps there are of each kind; of one that is behind several changes, as often as they are. */
export type GapCounts = Record<'withoutChange' | 'withoutReason' | 'unanswered' | 'refused', number>

export const countGaps = ({ withoutChange, withoutReason, unanswered, refused }: Gaps<unknown>): GapCounts => ({
  withoutChange,
  withoutReason: withoutReason.length,
  unanswered: unanswered.length,
  refused: refused.length,
})

/** Whether there is any gap. */
export const hasGaps = (counts: GapCounts): boolean => Object.values(counts).some((count) => count > 0)
