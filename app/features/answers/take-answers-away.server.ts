import { sql } from 'kysely'
import { keepHistory } from '#app/features/points/point-history.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { refuseApproved } from '#app/features/workflow/approved.server.ts'
import type { Trx } from '#db/client.server.ts'
import { changesOfAnswer, lastSaidOf } from './answer-versions.server.ts'

/**
 * Takes the answers away from these points of a process that is held, keeps that in their history under this event, and tells whoever
 * has one open. An answer that no other point has goes. Whoever calls it refuses what is public, and records the event. Throws Refused
 * when one of the points went through all steps.
 */
export async function takeAnswersAway(
  trx: Trx,
  process: ProcessRef,
  { eventId, pointIds }: { eventId: string; pointIds: readonly string[] },
): Promise<void> {
  const { municipalityId, id: processId } = process
  await refuseApproved(trx, process, pointIds)
  const { rows: taken } = await sql<{ pointId: string; answerId: string }>`
    delete from answer_point
    where municipality_id = ${municipalityId} and process_id = ${processId} and point_id = any(${[...pointIds]}::uuid[])
    returning point_id, answer_id`.execute(trx)
  const pointsOf = Map.groupBy(taken, ({ answerId }) => answerId)
  const answerIds = [...pointsOf.keys()]
  const said = await lastSaidOf(trx, process, answerIds)
  const changes = [...pointsOf].flatMap(([answerId, points]) =>
    changesOfAnswer(
      eventId,
      points.map(({ pointId }) => pointId),
      said.get(answerId) ?? null,
      null,
    ),
  )
  await keepHistory(trx, process, changes)
  await sql`
    delete from answer where municipality_id = ${municipalityId} and id = any(${answerIds}::uuid[]) and not exists (
      select from answer_point where answer_point.municipality_id = answer.municipality_id and answer_id = answer.id)`.execute(
    trx,
  )
  await tellPoints(trx, municipalityId, pointIds)
}
