import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { StaleAnswer } from './answer-points.server.ts'
import { answerOf } from './stored-answer.server.ts'

/** Takes an answer away from all its points. Refused (StaleAnswer) when it is no longer the one that was `seen`. */
export async function removeAnswer(
  db: Db | Trx,
  by: Doer,
  { process: ref, answerId, seen }: { process: { id: string }; answerId: string; seen?: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const process = await processToAnswer(trx, by, ref)
    const { municipalityId, id: processId } = process
    const held = await trx
      .selectFrom('answer')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', processId)
      .where('id', '=', asId(answerId))
      .forUpdate()
      .executeTakeFirst()
    const answer = held && (await answerOf(trx, process, held.id))
    if (!answer) throw new NotFound()
    if (seen !== undefined && seen !== answer.mark) throw new StaleAnswer(answer)
    await trx.deleteFrom('answer').where('municipalityId', '=', municipalityId).where('id', '=', answer.id).execute()
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'removeAnswer', subject: { kind: 'answer', id: answer.id }, processId },
      detail: { from: answer.disposition, points: answer.pointIds.length },
    })
  })
}
