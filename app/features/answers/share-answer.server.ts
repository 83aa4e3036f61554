import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { lockContributionOfPoint } from '#app/features/points/contribution-to-split.server.ts'
import { answeringRefusals, processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { approvedRefusal, refuseApproved } from '#app/features/workflow/approved.server.ts'
import { seen, ticked } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { lastSaid } from './answer-versions.server.ts'
import { shareWithPoints } from './share-with-points.server.ts'
import { refuseStaleAnswer, staleAnswerRefusal } from './store-answer.server.ts'
import { answerOfPoint, type StoredAnswer } from './stored-answer.server.ts'

/**
 * Gives a point the answer that other points have: from then on they share it. An answer that it had is taken from it;
 * what was typed and not saved stays as a draft.
 */
export const shareAnswer = act({
  name: 'shareAnswer',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ pointId: z.string(), answerId: z.string(), seen, next: ticked }),
  refusals: { ...answeringRefusals, ...staleAnswerRefusal, ...approvedRefusal },
  async run({ trx, by, process: ref }, { pointId, answerId, seen: mark, next }) {
    const process = await processToAnswer(trx, by, ref)
    const { municipalityId, id: processId } = process
    await lockContributionOfPoint(trx, process, pointId)
    const shared = await trx
      .selectFrom('answer')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', processId)
      .where('id', '=', asId(answerId))
      .forUpdate()
      .executeTakeFirst()
    const said = shared && (await lastSaid(trx, process, shared.id))
    if (!shared || !said) throw new NotFound()
    const current = await answerOfPoint(trx, process, pointId)
    if (current?.id === shared.id) return changedNothing({ pointId, next })
    refuseStaleAnswer(current, mark)
    await refuseApproved(trx, process, [pointId])
    const before = current && (await lastSaid(trx, process, current.id))
    if (current) await takeFrom(trx, process, pointId, current)
    const eventId = uuid()
    await shareWithPoints(trx, by, process, { eventId, answerId: shared.id, pointIds: [pointId], before })
    return did(
      { pointId, next },
      {
        id: eventId,
        subject: { kind: 'answer', id: shared.id },
        detail: { from: before?.disposition ?? null, to: said.disposition },
      },
    )
  },
})

/** Takes an answer from a point; one that no other point has goes, and its texts stay in the history. */
async function takeFrom(
  trx: Trx,
  { municipalityId }: ProcessRef,
  pointId: string,
  answer: StoredAnswer,
): Promise<void> {
  const isShared = answer.pointIds.length > 1
  const gone = isShared
    ? trx.deleteFrom('answerPoint').where('answerId', '=', answer.id).where('pointId', '=', pointId)
    : trx.deleteFrom('answer').where('id', '=', answer.id)
  await gone.where('municipalityId', '=', municipalityId).execute()
}
