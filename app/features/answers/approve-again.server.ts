import { sql } from 'kysely'
import type { ApproveAgain } from '#app/features/points/change-point.server.ts'
import { backToLastStep } from '#app/features/workflow/move-points.server.ts'

/**
 * Sends those of these points that went through all steps back to the last one, because other words become public of them than were
 * approved. They ask whether the answer still fits, and four eyes bind whoever changed them. Gives the name of the step, null when there were none.
 */
export const approveAgain: ApproveAgain = async (trx, by, process, { eventId, pointIds }, now) => {
  const { points, step } = await backToLastStep(trx, process, { eventId, points: pointIds }, now)
  if (points.length === 0) return null
  const these = sql`municipality_id = ${process.municipalityId} and point_id = any(${points}::uuid[])`
  await sql`update answer_point set given_by = coalesce(${by.id}::uuid, given_by) where ${these}`.execute(trx)
  await sql`
    update point_work set given_by = coalesce(${by.id}::uuid, given_by), changed_since_answer = true where ${these}`.execute(
    trx,
  )
  return step
}
