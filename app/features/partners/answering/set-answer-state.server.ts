import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import type { AnswerState } from '#app/features/partners/response.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { answerToChange, itemsOfAnswer, storeAnswer, type AnswerRef } from './answer-to-change.server.ts'

/**
 * Says how a question stands: done, skipped, not applicable, or open again. What was written under it stays. Refused for
 * done without words, and for skipping a question that must be answered.
 */
export async function setAnswerState(
  db: Db | Trx,
  by: Actor,
  { state, ...ref }: AnswerRef & { state: AnswerState },
  now: Date,
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const open = await answerToChange(trx, by, ref, now)
    const { response, process, questionId, answer, versions } = open
    if (answer?.state === state) return response.version
    if (state === 'done' && (await itemsOfAnswer(trx, response, questionId)).length === 0) {
      throw new Refused('Hier staat nog niets. Schrijf iets, sla de vraag over of kies “niet van toepassing”.')
    }
    if (state === 'skipped' && versions[0]?.isOptional === false) {
      throw new Refused(
        'Op deze vraag vraagt de gemeente een antwoord. Past de vraag niet bij u? Kies “niet van toepassing”.',
      )
    }
    await record(trx, {
      ...{
        municipalityId: response.municipalityId,
        at: now,
        by,
        act: 'setAnswerState',
        subject: { kind: 'response', id: response.id },
        processId: process.id,
      },
      detail: { question: versions[0]?.number ?? ref.number, state },
    })
    return storeAnswer(trx, by, open, { state, versionId: ref.versionId ?? null }, now)
  })
}
