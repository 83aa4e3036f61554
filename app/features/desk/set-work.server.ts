import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { mayTake, strangerRefusal } from '#app/features/workflow/colleagues.server.ts'
import { workingState } from '#app/features/points/working-state.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { orNone } from '#app/forms/typed.ts'
import { isLocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { changeWork, type WorkChange } from '#app/features/points/change-work.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { tellPoints } from '#app/features/points/point-notice.server.ts'
import { placePoints } from '#app/features/points/place-points.server.ts'
import { answeringRefusals, processToAnswer, themeOfProcess } from '#app/features/points/process-to-answer.server.ts'

/** Gives one point a theme, or takes it away. */
export const setTheme = act({
  name: 'setTheme',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ pointId: z.string(), themeId: orNone }),
  refusals: answeringRefusals,
  async run({ trx, by, now, process: ref }, { pointId, themeId }) {
    const process = await processToAnswer(trx, by, ref)
    return changePointWork(trx, process, pointId, { themeId: await themeOfProcess(trx, process, themeId) }, now)
  },
})

/** Gives one point to an official of the municipality, or to nobody. */
export const assignPoint = act({
  name: 'assignPoint',
  by: byProcessor,
  on: 'process',
  input: z.object({ pointId: z.string(), assigneeId: orNone }),
  refusals: { ...answeringRefusals, stranger: { ...strangerRefusal.stranger, at: 'assigneeId' } },
  async run({ trx, by, now, process: ref }, { pointId, assigneeId }) {
    const process = await processToAnswer(trx, by, ref)
    if (assigneeId !== null) {
      const work = await workingState(trx, process, pointId)
      if (!work) throw new NotFound()
      await mayTake(trx, process, { accountId: assigneeId, steps: await stepsOf(trx, process), position: work.step })
    }
    return changePointWork(trx, process, pointId, { assigneeId }, now)
  },
})

/** Says when one point must be answered, or that no day is set. */
export const setDueDate = act({
  name: 'setDueDate',
  by: byProcessor,
  on: 'process',
  input: z.object({
    pointId: z.string(),
    dueOn: orNone.refine((day) => day === null || isLocalDate(day), 'Vul een dag in die bestaat.'),
  }),
  refusals: answeringRefusals,
  async run({ trx, by, now, process: ref }, { pointId, dueOn }) {
    return changePointWork(trx, await processToAnswer(trx, by, ref), pointId, { dueOn }, now)
  },
})

/** Says what part of the plan one point is about: a section or a paragraph of it, or none. */
export const setPlace = act({
  name: 'setPlace',
  by: byProcessor,
  on: 'process',
  input: z.object({ pointId: z.string(), placeId: orNone }),
  refusals: answeringRefusals,
  async run({ trx, by, now, process: ref }, { pointId, placeId }) {
    const process = await processToAnswer(trx, by, ref)
    await contributionIdOf(trx, process, pointId)
    const eventId = uuid()
    const changed = await placePoints(trx, process, { eventId, points: [pointId], placeId }, now)
    await tellPoints(trx, process.municipalityId, [pointId])
    return changed === 0 ? changedNothing(undefined) : did(undefined, ofPoint(eventId, pointId))
  },
})

/** Changes the work on one point of a process that is held. Throws NotFound. */
async function changePointWork(trx: Trx, process: Process, pointId: string, change: WorkChange, now: Date) {
  await contributionIdOf(trx, process, pointId)
  const eventId = uuid()
  const changed = await changeWork(trx, process, { eventId, points: [pointId], change }, now)
  await tellPoints(trx, process.municipalityId, [pointId])
  return changed === 0 ? changedNothing(undefined) : did(undefined, ofPoint(eventId, pointId))
}

const ofPoint = (id: string, pointId: string) => ({ id, subject: { kind: 'point', id: pointId } })
