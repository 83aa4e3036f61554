import { asId } from '#app/ids.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'

/** Ids of the points of a contribution that have an answer. */
export async function answeredPoints(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  contributionId: string,
): Promise<ReadonlySet<string>> {
  const rows = await answeredOf(db, { municipalityId, processId, contributionId: asId(contributionId) })
  return new Set(rows.map(({ id }) => id))
}

const answeredOf = prepared(
  'answeredPoints',
  (db, of: Places<{ municipalityId: string; processId: string; contributionId: string }>) =>
    db
      .selectFrom('answerPoint')
      .innerJoin('point', (join) =>
        join
          .onRef('point.municipalityId', '=', 'answerPoint.municipalityId')
          .onRef('point.id', '=', 'answerPoint.pointId'),
      )
      .select('point.id')
      .where('point.municipalityId', '=', of.municipalityId)
      .where('point.processId', '=', of.processId)
      .where('point.contributionId', '=', of.contributionId)
      .compile(),
)
