import type { MyReaction } from '#app/features/contributions/my-reaction.server.ts'
import type { Db } from '#db/client.server.ts'
import { withoutSource, type PublicPoint } from './public-point.ts'
import { publicPointsById } from './public-points.server.ts'

/** The points of a reaction as everyone reads them, for its sender; none before the answers are public. */
export async function myPoints(db: Db, municipalityId: string, reaction: MyReaction): Promise<PublicPoint[]> {
  const process = { id: reaction.processId, municipalityId }
  const points = await db
    .selectFrom('point')
    .innerJoin('publishedPoint', (join) =>
      join
        .onRef('publishedPoint.municipalityId', '=', 'point.municipalityId')
        .onRef('publishedPoint.pointId', '=', 'point.id'),
    )
    .select(['point.id', 'contributorNumber', 'pointNumber'])
    .where('point.municipalityId', '=', municipalityId)
    .where('point.contributionId', '=', reaction.id)
    .orderBy('place')
    .execute()
  const texts = await publicPointsById(
    db,
    process,
    points.map(({ id }) => id),
  )
  return points.flatMap(({ id, contributorNumber, pointNumber }) => {
    const point = texts.get(id)
    return point && point.disposition !== null
      ? [withoutSource({ ...point, number: `${contributorNumber}.${pointNumber}` })]
      : []
  })
}
