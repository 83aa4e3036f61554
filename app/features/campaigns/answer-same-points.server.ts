import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { shareWithPoints } from '#app/features/answers/share-with-points.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { samePoints } from './same-points.server.ts'

/**
 * Gives the answer of a point to all open points that say the same: they share it from then on. Points with an answer of their own keep
 * that. Refused while the point has no answer.
 */
export const answerSamePoints = act({
  name: 'answerSamePoints',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ pointId: z.string() }),
  refusals: {
    ...answeringRefusals,
    noAnswer: { says: 'Dit punt heeft nog geen antwoord. Bewaar eerst het antwoord.' },
  },
  async run({ trx, by, process: ref, refuse }, { pointId }) {
    const process = await processToAnswer(trx, by, ref)
    await contributionIdOf(trx, process, pointId)
    const answer = await answerOfPoint(trx, process, pointId)
    if (!answer) return refuse('noAnswer')
    const open = (await samePoints(trx, process, pointId)).filter(({ isAnswered }) => !isAnswered).map(({ id }) => id)
    const eventId = uuid()
    const given = await shareWithPoints(trx, by, process, { eventId, answerId: answer.id, pointIds: open })
    if (given.length === 0) return changedNothing({ pointId, points: 0 })
    return did(
      { pointId, points: given.length },
      { id: eventId, subject: { kind: 'answer', id: answer.id }, detail: { points: given.length } },
    )
  },
})
