import type { ActEvent } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import type { AnswerState } from '#app/features/partners/response.ts'
import type { Trx } from '#db/client.server.ts'
import { answerToChange, itemsOfAnswer, storeQuestionAnswer, type AnswerRef } from './answer-to-change.server.ts'

const NOTHING_WRITTEN = 'Hier staat nog niets. Schrijf iets, sla de vraag over of kies “niet van toepassing”.'
const MUST_BE_ANSWERED =
  'Op deze vraag vraagt de gemeente een antwoord. Past de vraag niet bij u? Kies “niet van toepassing”.'

/** The version of the response after it, what the record keeps, and why nothing was set; each null where there is none. */
type Set = { version: number; event: ActEvent | null; problem: string | null }

/**
 * Says how a question stands: done, skipped, not applicable, or open again. What was written under it stays. Not done is what
 * has no words, and a question that must be answered is not skipped: the problem says so, for what was typed is kept.
 */
export async function setAnswerState(
  trx: Trx,
  by: Doer,
  { state, ...ref }: AnswerRef & { state: AnswerState },
  now: Date,
): Promise<Set> {
  const held = await answerToChange(trx, by, ref, now)
  const { response, process, questionId, answer, versions } = held
  const asItWas = { version: response.version, event: null }
  if (answer?.state === state) return { ...asItWas, problem: null }
  if (state === 'done' && (await itemsOfAnswer(trx, response, questionId)).length === 0)
    return { ...asItWas, problem: NOTHING_WRITTEN }
  if (state === 'skipped' && versions[0]?.isOptional === false) return { ...asItWas, problem: MUST_BE_ANSWERED }
  const version = await storeQuestionAnswer(trx, held, { state, versionId: ref.versionId ?? null }, now)
  const event = {
    as: 'setAnswerState',
    ...{ subject: { kind: 'response', id: response.id }, processId: process.id },
    detail: { question: versions[0]?.number ?? ref.number, state },
  }
  return { version, event, problem: null }
}
