import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import { findingValue, type Finding } from '#app/features/contributions/personal-data.ts'
import { changePointRefusals, storePointChange } from '#app/features/points/change-point.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { orNone, ticked } from '#app/forms/typed.ts'
import { answerFields, checkComplete, chosenIds } from './answer.schema.ts'
import { findingsInReply } from './findings-in-reply.server.ts'
import { openNeighbours, openOfTheme } from './point-queries.server.ts'
import { pointsToAnswer } from './scope.ts'
import { scopedPointsOf } from './scoped-points.server.ts'
import { storeAnswer, storeAnswerRefusals } from './store-answer.server.ts'
import { answerOfPoint } from './stored-answer.server.ts'

/** What of a person a reply tells, and the mark that says that it was seen. */
export type FoundInReply = { found: Finding[]; foundSeen: string }

/**
 * Answers a point and all that its answer is said to be about, and gives the point its theme. What the answer tells of a person is
 * shown first; who then saves again keeps it in. Gives the point to go on with: the next open one when that was asked, null when
 * there is none.
 */
export const answerPoint = act({
  name: 'answerPoint',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z
    .object({
      ...answerFields,
      pointId: z.string(),
      themeId: orNone.nullish(),
      otherPointIds: chosenIds,
      /** What was found in the reply and was shown to who wrote it. */
      foundSeen: z.string().default(''),
      next: ticked,
    })
    .superRefine(checkComplete),
  refusals: {
    ...answeringRefusals,
    needsSummary: changePointRefusals.needsSummary,
    ...storeAnswerRefusals,
    tellsOfPerson: {
      says: ({ found }: FoundInReply) =>
        `Hierin staat dit van een persoon: ${findingsInWords(found)}. Het is nog niet bewaard.`,
      at: 'reply',
    },
  },
  async run({ trx, by, now, process: ref, refuse }, { pointId, themeId, otherPointIds, foundSeen, next, ...answer }) {
    const process = await processToAnswer(trx, by, ref)
    const contribution = await scopedPointsOf(trx, process, pointId)
    const current = await answerOfPoint(trx, process, pointId)
    const ofTheme = answer.scope === 'theme' ? await openOfTheme(trx, process, pointId, current?.id ?? null) : []
    const { pointIds, scope } = pointsToAnswer(answer.scope ?? 'point', pointId, contribution, {
      others: [...otherPointIds, ...ofTheme],
      shared: current?.pointIds ?? [],
    })
    // What was in it before was looked at then.
    const known = new Set(current ? (await findingsInReply(trx, process, pointIds, current)).map(findingValue) : [])
    const found = (await findingsInReply(trx, process, pointIds, answer)).filter(
      (finding) => !known.has(findingValue(finding)),
    )
    // Who took some of it out was shown the rest already.
    const seenBefore = new Set(foundSeen.split('|'))
    if (found.some((finding) => !seenBefore.has(findingValue(finding))))
      return refuse('tellsOfPerson', { found, foundSeen: found.map(findingValue).join('|') })
    if (themeId !== undefined) await storePointChange(trx, by, process, { pointId, themeId }, now)
    await storeAnswer(trx, by, process, { ...answer, pointIds, scope }, now)
    return changedNothing({ goTo: next ? (await openNeighbours(trx, process, pointId)).next : pointId })
  },
})
