import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { clearChangedSince } from '#app/features/points/changed-since.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'

/** Says that the answer to a point is still right after the words of the point changed. */
export const confirmAnswer = act({
  name: 'confirmAnswer',
  by: byProcessor,
  on: 'process',
  input: z.object({ pointId: z.string() }),
  refusals: answeringRefusals,
  async run({ trx, by, process: ref }, { pointId }) {
    const process = await processToAnswer(trx, by, ref)
    await contributionIdOf(trx, process, pointId)
    const cleared = await clearChangedSince(trx, process, [pointId])
    return cleared.length === 0
      ? changedNothing(undefined)
      : did(undefined, { subject: { kind: 'point', id: pointId } })
  },
})
