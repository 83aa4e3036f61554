import { v7 as uuid } from 'uuid'
import type { Doer } from '#app/features/accounts/account.ts'
import { Refused } from '#app/errors.server.ts'
import { lockProcess, needRole, refuseWithdrawn } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import type { LocalDate } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { standardQuestions, type Question } from './questionnaire.ts'

export type NewQuestion = Pick<Question, 'heading' | 'explanation' | 'kind' | 'isOptional'> & {
  options?: readonly string[]
}

/** Makes the list of questions of a process, with the standard ones unless others are given. A process has one: a second call gives the first. */
export async function createQuestionnaire(
  db: Db | Trx,
  by: Doer,
  {
    processId,
    questions = standardQuestions,
    closesOn = null,
  }: { processId: string; questions?: readonly NewQuestion[]; closesOn?: LocalDate | null },
  now: Date,
): Promise<string> {
  return inTransaction(db, async (trx) => {
    needRole(by, 'processor')
    const process = await lockProcess(trx, by, processId)
    refuseWithdrawn(process)
    if (!processAllows.answer(process.state))
      throw new Refused('De antwoorden van dit traject zijn openbaar. U kunt organisaties niets meer vragen.')
    const { municipalityId } = process
    const there = await trx
      .selectFrom('questionnaire')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('processId', '=', process.id)
      .executeTakeFirst()
    if (there) return there.id
    const id = uuid()
    await trx
      .insertInto('questionnaire')
      .values({ municipalityId, id, processId: process.id, closesOn, createdAt: now })
      .execute()
    for (const [index, question] of questions.entries())
      await insertQuestion(trx, { municipalityId, id }, index + 1, question, now)
    await record(trx, {
      ...{
        municipalityId,
        at: now,
        by,
        act: 'createQuestionnaire',
        subject: { kind: 'questionnaire', id },
        processId: process.id,
      },
      detail: { questions: questions.length },
    })
    return id
  })
}

/** A question in its first version, at a place on the list. */
export async function insertQuestion(
  trx: Trx,
  { municipalityId, id: questionnaireId }: { municipalityId: string; id: string },
  number: number,
  question: NewQuestion,
  now: Date,
  questionId = uuid(),
): Promise<string> {
  await trx.insertInto('question').values({ municipalityId, id: questionId, questionnaireId, number }).execute()
  await insertVersion(trx, municipalityId, questionId, 1, question, now)
  return questionId
}

/** What a question asks from now on. */
export async function insertVersion(
  trx: Trx,
  municipalityId: string,
  questionId: string,
  version: number,
  question: NewQuestion,
  now: Date,
): Promise<void> {
  const { heading, explanation, kind, isOptional, options = [] } = question
  await trx
    .insertInto('questionVersion')
    .values({
      municipalityId,
      id: uuid(),
      questionId,
      version,
      heading,
      explanation,
      kind,
      isOptional,
      options: [...options],
      createdAt: now,
    })
    .execute()
}
