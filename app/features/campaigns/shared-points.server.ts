import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

type PointsToAnswer = {
  /** Those without an answer, or with the shared one. */
  pointIds: string[]
  /** The answer that most of them have. */
  answerId: string | null
  /** That answer is public already for one of them. */
  isPublic: boolean
  /** How many have an answer of their own and keep it. */
  otherwise: number
}

/** The points that an answer to a shared point is for. */
export async function sharedPointsToAnswer(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  campaignId: string,
  sharedId: string,
): Promise<PointsToAnswer> {
  const { rows } = await sql<{ pointId: string; answerId: string | null; isPublic: boolean }>`
    select campaign_point.point_id, answer_id, is_public
    from campaign_point
    join point_work on point_work.municipality_id = campaign_point.municipality_id and point_work.point_id = campaign_point.point_id
    left join answer_point on answer_point.municipality_id = campaign_point.municipality_id and answer_point.point_id = campaign_point.point_id
    where campaign_point.municipality_id = ${municipalityId} and campaign_point.campaign_id = ${campaignId} and shared_id = ${sharedId}
    order by campaign_point.point_id`.execute(db)
  const given = Map.groupBy(
    rows.filter(({ answerId }) => answerId !== null),
    ({ answerId }) => answerId,
  )
  const [most] = [...given].sort(([, one], [, other]) => other.length - one.length)
  const answerId = most?.[0] ?? null
  const toAnswer = rows.filter((row) => row.answerId === null || row.answerId === answerId)
  return {
    pointIds: toAnswer.map(({ pointId }) => pointId),
    answerId,
    isPublic: toAnswer.some(({ answerId, isPublic }) => answerId !== null && isPublic),
    otherwise: rows.length - toAnswer.length,
  }
}
