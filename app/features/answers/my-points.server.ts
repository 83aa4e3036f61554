import type { MyReaction } from '#app/features/contributions/my-reaction.server.ts'
import { numberOfContribution } from '#app/features/points/numbering.server.ts'
import type { Db } from '#db/client.server.ts'
import { pointsWithText, type ProcessedPoint } from './queries.server.ts'

/** The points of a reaction with what was done with each, for its sender; none before the answers are public. */
export async function myPoints(db: Db, municipalityId: string, reaction: MyReaction): Promise<ProcessedPoint[]> {
  // Who came in after the publication has no number, and nothing was done yet.
  if (reaction.publicNumber === null) return []
  const process = { id: reaction.processId, municipalityId }
  const points = await db
    .selectFrom('point')
    .select(['id', 'number'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', process.id)
    .where('contributionId', '=', reaction.id)
    .orderBy('number')
    .execute()
  const texts = await pointsWithText(db, process, points.map(({ id }) => id))
  const { contributor, before } = await numberOfContribution(db, process, reaction.id)
  return points.flatMap(({ id, number }) => {
    const point = texts.get(id)
    return point && point.disposition !== null ? [{ ...point, number: `${contributor}.${before + number}` }] : []
  })
}
