import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { lockContribution, splittingRefusals } from '#app/features/points/contribution-to-split.server.ts'
import { finishSplits } from '#app/features/points/finish-split.server.ts'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { storeAnswer } from './store-answer.server.ts'

/** What stands in the table. */
const nothingSpecific = {
  summary: 'Hierin staan geen specifieke punten.',
  reply: 'Dank u wel voor uw reactie. U vroeg ons niet om iets te veranderen.',
}

/**
 * Answers a contribution that asks for nothing: it gets one point in the official's words, with the disposition
 * 'noSpecificPoints', and its splitting is done. Refused when it already has a point.
 */
export const answerWithoutPoints = act({
  name: 'answerWithoutPoints',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ contributionId: z.string() }),
  refusals: {
    ...answeringRefusals,
    finished: splittingRefusals.finished,
    hasPoint: { says: 'Deze inbreng heeft al een punt. Haal dat eerst weg, als er toch niets in staat.', at: 'ranges' },
  },
  async run({ trx, by, now, process: ref, refuse }, { contributionId }) {
    const process = await processToAnswer(trx, by, ref)
    const { points } = await lockContribution(trx, process, contributionId)
    if (points.length > 0) refuse('hasPoint')
    const { summary, reply } = nothingSpecific
    const [point] = await markPoints(trx, by, process, [{ contributionId, summary }], now)
    if (!point) throw new Error('a point that was marked is there')
    const answer = {
      disposition: 'noSpecificPoints' as const,
      reply,
      forwardedTo: '',
      sectionIds: [],
      paragraphIds: [],
    }
    await storeAnswer(trx, by, process, { ...answer, pointIds: [point.id] }, now)
    await finishSplits(trx, by, process, { contributionIds: [contributionId], despiteOpen: true }, now)
    return changedNothing({ pointId: point.id })
  },
})
