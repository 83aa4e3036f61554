import { asId } from '#app/ids.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'

/** Ids of the points of a contribution that have an answer. */
export async function answeredPoints(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  contributionId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('answerPoint')
    .innerJoin('point', (join) =>
      join
        .onRef('point.municipalityId', '=', 'answerPoint.municipalityId')
        .onRef('point.id', '=', 'answerPoint.pointId'),
    )
    .select('point.id')
    .where('point.municipalityId', '=', municipalityId)
    .where('point.processId', '=', processId)
    .where('point.contributionId', '=', asId(contributionId))
    .execute()
  return new Set(rows.map(({ id }) => id))
}
