import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { orNone, typed } from '#app/forms/typed.ts'
import { mayTake, strangerRefusal } from './colleagues.server.ts'
import { pointToMove, stepRefusals } from './complete-step.server.ts'
import { movePoints } from './move-points.server.ts'
import { stepsOf } from './steps-of.server.ts'
import { stepName } from './steps.ts'

/** Why something is sent back; whoever gets it reads it. */
const returnReason = typed.pipe(
  z
    .string()
    .trim()
    .min(1, 'Schrijf waarom u het terugstuurt. Uw collega leest dit.')
    .max(2000, 'Maak de reden korter: hooguit 2.000 tekens.'),
)

/**
 * Sends a point back to an earlier step, with the reason, to whoever is named or else did that step. Of a point that went through
 * all steps this opens the answer again.
 */
export const returnPoint = act({
  name: 'returnPoint',
  by: { audience: 'official' },
  on: 'process',
  input: z.object({
    pointId: z.string(),
    /** Position of the step that the form showed. */
    step: z.coerce.number().int(),
    /** Position of the step that it goes back to; left out: the one before. */
    toStep: z.coerce.number().int().min(1).optional(),
    accountId: orNone.nullish(),
    reason: returnReason,
  }),
  refusals: {
    ...answeringRefusals,
    ...stepRefusals,
    ...strangerRefusal,
    notBack: { says: 'Kies een stap die eerder komt.', at: 'toStep' },
  },
  async run({ trx, by, now, process: ref, refuse }, { pointId, step, toStep = step - 1, accountId, reason }) {
    const process = await processToAnswer(trx, by, ref)
    const steps = await stepsOf(trx, process)
    if (toStep >= step) return refuse('notBack')
    const { id } = await pointToMove(trx, by, process, { pointId, step, target: toStep, steps })
    if (accountId) await mayTake(trx, process, { accountId, steps, position: toStep })
    const eventId = uuid()
    const to = accountId ? { assigneeId: accountId } : {}
    await movePoints(trx, by, process, { eventId, points: [id], steps, target: toStep, reason, ...to }, now)
    return did(
      { step: toStep, name: stepName(steps, toStep) },
      { id: eventId, subject: { kind: 'point', id }, detail: { from: step, to: toStep } },
    )
  },
})
