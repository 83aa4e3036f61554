import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Actor, Doer } from '#app/features/accounts/account.ts'
import { asQuestion, questionVersions } from '#app/features/partners/queries.server.ts'
import type { Question } from '#app/features/partners/questionnaire.ts'
import type { AnswerState } from '#app/features/partners/response.ts'
import type { Trx } from '#db/client.server.ts'
import {
  changeResponse,
  responseRefusals,
  responseToChange,
  type HeldResponse,
  type ResponseRow,
} from './response-to-change.server.ts'
import { record } from '#app/features/record/record.server.ts'

export const answerRefusals = {
  ...responseRefusals,
  questionGone: { says: 'De gemeente stelt deze vraag niet meer.' },
}

export type AnswerRef = {
  responseId: string
  /** Of the question on the list. */
  number: number
  /** What was asked, as the form showed it: that question it is, also when it has another number by now. */
  versionId?: string | null
}

export type HeldAnswer = HeldResponse & {
  member: Actor
  questionId: string
  /** What the question asked over time, the newest first. */
  versions: Question[]
  answer: { state: AnswerState; questionVersionId: string } | null
}

/**
 * Locks a response until the act is done and reads one of its questions. Throws NotFound for a question that is not on the
 * list, or that was removed unanswered, and Refused when the form showed a question that is gone.
 */
export async function answerToChange(
  trx: Trx,
  by: Doer,
  { responseId, number, versionId = null }: AnswerRef,
  now: Date,
): Promise<HeldAnswer> {
  const held = await responseToChange(trx, by, { responseId, act: 'write' }, now)
  const { municipalityId, questionnaireId, id } = held.response
  const rows = await questionVersions(trx, municipalityId)
    .select('question.removedAt')
    .where('questionnaireId', '=', questionnaireId)
    .$if(versionId === null, (query) => query.where('number', '=', number))
    .$if(versionId !== null, (query) =>
      query.where('question.id', 'in', (eb) =>
        eb
          .selectFrom('questionVersion')
          .select('questionId')
          .where('municipalityId', '=', municipalityId)
          .where('id', '=', versionId),
      ),
    )
    .orderBy('version', 'desc')
    .execute()
  const [newest] = rows
  if (!newest) throw versionId === null ? new NotFound() : refusedBy(answerRefusals, 'questionGone')
  const answer = await trx
    .selectFrom('responseAnswer')
    .select(['state', 'questionVersionId'])
    .where('municipalityId', '=', municipalityId)
    .where('responseId', '=', id)
    .where('questionId', '=', newest.id)
    .executeTakeFirst()
  if (newest.removedAt && !answer) throw new NotFound()
  return {
    ...held,
    questionId: newest.id,
    versions: rows.map(({ removedAt: _, ...row }) => asQuestion(row)),
    // The check on this column in the database names the same states.
    answer: answer ? { ...answer, state: answer.state as AnswerState } : null,
  }
}

/** Stores how a question stands, and that the response is being written. Gives the version of the response after it. */
export async function storeQuestionAnswer(
  trx: Trx,
  { process, response, member, questionId, versions, answer }: HeldAnswer,
  { state, versionId }: { state: AnswerState; /** What was asked, as the form showed it. */ versionId: string | null },
  now: Date,
): Promise<number> {
  const { municipalityId, questionnaireId, id: responseId } = response
  const questionVersionId = versionAnswered(versions, answer?.questionVersionId ?? null, versionId)
  await trx
    .insertInto('responseAnswer')
    .values({
      municipalityId,
      questionnaireId,
      responseId,
      questionId,
      questionVersionId,
      state,
      updatedAt: now,
      updatedBy: member.id,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['municipalityId', 'responseId', 'questionId'])
        .doUpdateSet({ questionVersionId, state, updatedAt: now, updatedBy: member.id }),
    )
    .execute()
  if (response.state === 'draft') return changeResponse(trx, response)
  await record(trx, {
    municipalityId,
    at: now,
    by: member,
    act: 'beginResponse',
    subject: { kind: 'response', id: responseId },
    processId: process.id,
  })
  return changeResponse(trx, response, { state: 'draft' })
}

/** An answer goes on to a newer wording when the form showed it, and never back to an older one. */
function versionAnswered(versions: readonly Question[], answered: string | null, shown: string | null): string {
  const ageOf = (id: string | null) => versions.findIndex(({ versionId }) => versionId === id)
  const [before, now] = [ageOf(answered), ageOf(shown)]
  const age = before < 0 ? now : now < 0 ? before : Math.min(before, now)
  return versions[Math.max(age, 0)]?.versionId ?? ''
}

export type StoredItem = { id: string; text: string; position: number; updatedAt: Date; updatedBy: string | null }

/** The pieces of an answer in order. */
export async function itemsOfAnswer(
  trx: Trx,
  { municipalityId, id }: ResponseRow,
  questionId: string,
): Promise<StoredItem[]> {
  return trx
    .selectFrom('responseItem')
    .select(['id', 'text', 'position', 'updatedAt', 'updatedBy'])
    .where('municipalityId', '=', municipalityId)
    .where('responseId', '=', id)
    .where('questionId', '=', questionId)
    .orderBy('position')
    .execute()
}

/** Puts the pieces of an answer in this order; those that are there already. */
export async function orderItems(
  trx: Trx,
  { municipalityId, id: responseId }: ResponseRow,
  questionId: string,
  items: readonly Pick<StoredItem, 'id' | 'position'>[],
): Promise<void> {
  for (const [position, item] of items.entries()) {
    if (item.position === position) continue
    await trx
      .updateTable('responseItem')
      .set({ position })
      .where('municipalityId', '=', municipalityId)
      .where('responseId', '=', responseId)
      .where('questionId', '=', questionId)
      .where('id', '=', item.id)
      .execute()
  }
}
