import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import {
  lockContributionOfPoint,
  numberInText,
  refuseFinished,
  splittingRefusals,
} from '#app/features/points/contribution-to-split.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { historyOf, undoable } from '#app/features/points/split-history.server.ts'
import { ticked } from '#app/forms/typed.ts'
import { answersToKeep, linksOf, relink } from './answers-of-points.server.ts'

/** Takes a point away; its number stays a gap. Refused when it is answered, unless confirmed. */
export const removePoint = act({
  name: 'removePoint',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ pointId: z.string(), confirmed: ticked }),
  refusals: {
    ...answeringRefusals,
    finished: splittingRefusals.finished,
    pointIsAnswered: {
      says: (number: string) =>
        `Punt ${number} heeft al een antwoord. Als u het punt weghaalt, gaat dat antwoord mee weg. Weet u het zeker?`,
      at: 'confirmed',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { pointId, confirmed }) {
    const process = await processToAnswer(trx, by, ref)
    const { contribution, point } = await lockContributionOfPoint(trx, process, pointId)
    refuseFinished(contribution)
    const links = await linksOf(trx, process, [point.id])
    const answered = links.length > 0
    if (answered && !confirmed) refuse('pointIsAnswered', numberInText(contribution, point))
    const removing = { contributionId: contribution.id, act: 'removePoint', now }
    await undoable(trx, by, process, removing, async (_, alsoKeep) => {
      const answers = await answersToKeep(trx, process, links)
      alsoKeep({ before: { links, answers, history: await historyOf(trx, process, [point.id]) }, after: { links: [] } })
      // An answer that other points share stays for them.
      await relink(trx, process, [point.id], [], now)
      await trx
        .deleteFrom('point')
        .where('municipalityId', '=', process.municipalityId)
        .where('id', '=', point.id)
        .execute()
    })
    return did(undefined, {
      subject: { kind: 'point', id: point.id },
      detail: { contributionId: contribution.id, number: point.number, wasAnswered: answered },
    })
  },
})
