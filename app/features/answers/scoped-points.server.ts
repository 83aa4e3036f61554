import { NotFound } from '#app/errors.server.ts'
import { itemOfRange } from '#app/features/contributions/contribution-items.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { marksOf } from '#app/features/points/queries.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Db } from '#db/client.server.ts'
import { pointsInScope, type AnswerScope, type ScopedPoint } from './scope.ts'

/** The points of a contribution, each with the question it was given under. */
export async function scopedPoints(db: Db, process: ProcessRef, contributionId: string): Promise<(ScopedPoint & { isAnswered: boolean })[]> {
  const { points } = await marksOf(db, process, contributionId)
  const items = (await itemsOf(db, process, [contributionId])).get(contributionId) ?? []
  return points.map(({ id, range, isAnswered }) => {
    const item = itemOfRange(items, range)
    return { id, isAnswered, question: item && (item.number !== null || item.heading !== '') ? item : null }
  })
}

/** The same for the contribution that a point is of. Throws NotFound. */
export async function scopedPointsOf(db: Db, process: ProcessRef, pointId: string): ReturnType<typeof scopedPoints> {
  return scopedPoints(db, process, await contributionIdOf(db, process, pointId))
}

/** The contribution that a point of this process is of. Throws NotFound. */
export async function contributionIdOf(db: Db, process: ProcessRef, pointId: string): Promise<string> {
  const found = await db
    .selectFrom('point')
    .select('contributionId')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('id', '=', asId(pointId))
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found.contributionId
}

/** Which points get an answer that is given to one of them: what has an answer of its own keeps it. */
export function pointsToAnswer(
  scope: AnswerScope,
  pointId: string,
  points: readonly (ScopedPoint & { isAnswered: boolean })[],
  { others, shared }: { others: readonly string[]; shared: readonly string[] },
): { pointIds: string[]; scope: AnswerScope } {
  const point = points.find(({ id }) => id === pointId)
  const within = point ? pointsInScope(scope, point, points).map(({ id }) => id) : [pointId]
  const own = points.filter(({ id, isAnswered }) => within.includes(id) && (!isAnswered || shared.includes(id))).map(({ id }) => id)
  const elsewhere = others.filter((id) => !within.includes(id))
  const pointIds = [...new Set([pointId, ...own, ...elsewhere])]
  return { pointIds, scope: elsewhere.length > 0 ? 'theme' : scope === 'theme' ? 'point' : scope }
}
