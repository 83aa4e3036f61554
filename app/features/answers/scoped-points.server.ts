import { itemOfRange } from '#app/features/contributions/contribution-items.ts'
import { itemsOf, type ContributionItem } from '#app/features/contributions/items.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import type { QuotedRange } from '#app/features/points/quoted-range.ts'
import { pointsOfContribution } from '#app/features/points/queries.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { answeredPoints } from './answered-points.server.ts'
import type { ScopedPoint } from './scope.ts'

/** The points of a contribution, each with the question it was given under. */
export async function scopedPoints(
  db: Db,
  process: ProcessRef,
  contributionId: string,
): Promise<(ScopedPoint & { isAnswered: boolean })[]> {
  return withScopes(
    await pointsOfContribution(db, process, contributionId),
    await answeredPoints(db, process, contributionId),
    (await itemsOf(db, process, [contributionId])).get(contributionId) ?? [],
  )
}

/** Points of one contribution with the items it was given in; `answered` has the ids of those with an answer. */
export function withScopes(
  points: readonly { id: string; range: QuotedRange | null }[],
  answered: ReadonlySet<string>,
  items: readonly ContributionItem[],
): (ScopedPoint & { isAnswered: boolean })[] {
  return points.map(({ id, range }) => {
    const item = itemOfRange(items, range)
    return {
      id,
      isAnswered: answered.has(id),
      question: item && (item.number !== null || item.heading !== '') ? item : null,
    }
  })
}

/** The same for the contribution that a point is of. Throws NotFound. */
export async function scopedPointsOf(db: Db, process: ProcessRef, pointId: string): ReturnType<typeof scopedPoints> {
  return scopedPoints(db, process, await contributionIdOf(db, process, pointId))
}
