import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { refusedBy, type ActEvent } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { movePoints, obstacleTo } from './move-points.server.ts'
import { stepsOf } from './steps-of.server.ts'
import { obstacleWords, stepAt, stepName, type Obstacle, type Step, type Target } from './steps.ts'

/** Why a step of one point cannot be completed, nor the point be sent back. */
export const stepRefusals = {
  kept: { says: ({ why, step }: { why: Obstacle; step: string }) => `Dit kan niet. ${obstacleWords[why](step)}` },
  moved: {
    says: ({ step }: { step: string }) =>
      `Een collega was u voor: dit punt ligt nu bij ${step}. Bekijk eerst wat er is gebeurd.`,
  },
}

/** The point, held, when it still lies where the form showed it and nothing keeps it from this move. Throws NotFound or Refused. */
export async function pointToMove(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  { pointId, step, target, steps }: { pointId: string; step: number; target: Target; steps: readonly Step[] },
): Promise<{ id: string; assigneeId: string | null }> {
  // Its history refers to the point, which whoever answers it holds before the work on it: in that order here too.
  await sql`select from point where municipality_id = ${municipalityId} and id = ${asId(pointId)} for key share`.execute(
    trx,
  )
  const { rows } = await sql<{ id: string; step: number; assigneeId: string | null; why: Obstacle | null }>`
    select point_id as id, step, assignee_id, ${obstacleTo(steps, by, target)} as why from point_work
    where municipality_id = ${municipalityId} and process_id = ${processId} and point_id = ${asId(pointId)}
    for no key update`.execute(trx)
  const [point] = rows
  if (!point) throw new NotFound()
  if (point.step !== step) throw refusedBy(stepRefusals, 'moved', { step: stepName(steps, point.step) })
  if (point.why !== null)
    throw refusedBy(stepRefusals, 'kept', { why: point.why, step: stepAt(steps, step)?.name ?? '' })
  return point
}

/** Completes the step of one point of a process that is held, for acts that do more at once. Gives the event to record, and the step it came to. */
export async function completeStepOf(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { pointId, step }: { pointId: string; step: number },
  now: Date,
): Promise<{ step: number; name: string; event: ActEvent }> {
  const steps = await stepsOf(trx, process)
  const { id } = await pointToMove(trx, by, process, { pointId, step, target: 'next', steps })
  const eventId = uuid()
  await movePoints(trx, by, process, { eventId, points: [id], steps, target: 'next' }, now)
  const event = {
    id: eventId,
    as: 'completeStep',
    subject: { kind: 'point', id },
    detail: { from: step, to: step + 1 },
  }
  return { step: step + 1, name: stepName(steps, step + 1), event }
}
