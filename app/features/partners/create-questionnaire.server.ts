import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { lockProcess, refuseWithdrawn, withdrawnRefusal } from '#app/features/processes/lock-process.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { phasesOf, type Process } from '#app/features/processes/queries.server.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import { standardQuestions, type Question } from './questionnaire.ts'

export type NewQuestion = Pick<Question, 'heading' | 'explanation' | 'kind' | 'isOptional'> & {
  options?: readonly string[]
}

/**
 * Makes the list of questions of a process, with the standard ones or none. Its last day is that of the phase of partner input
 * unless another is given. A process has one list: a second call gives the first.
 */
export const createQuestionnaire = act({
  name: 'createQuestionnaire',
  by: byProcessor,
  on: 'process',
  changes: 'publicOnceAnswered',
  input: z.object({ questions: z.enum(['standard', 'none']), closesOn: z.iso.date().optional() }),
  refusals: {
    ...withdrawnRefusal,
    answersPublic: {
      says: 'De antwoorden van dit traject zijn openbaar. U kunt organisaties niets meer vragen.',
    },
  },
  async run({ trx, by, process: { id: processId }, now, refuse }, { questions: which, closesOn: given }) {
    const process = await lockProcess(trx, by, processId)
    refuseWithdrawn(process)
    if (!processAllows.ask(process.state)) refuse('answersPublic')
    const there = await trx
      .selectFrom('questionnaire')
      .select('id')
      .where('municipalityId', '=', process.municipalityId)
      .where('processId', '=', process.id)
      .executeTakeFirst()
    if (there) return changedNothing(there.id)
    const phase = (await phasesOf(trx, process)).find(({ kind }) => kind === 'partnerInput')
    const questions = which === 'standard' ? standardQuestions : []
    const id = await insertQuestionnaire(trx, process, { questions, closesOn: given ?? phase?.closesOn ?? null }, now)
    return did(id, { subject: { kind: 'questionnaire', id }, detail: { questions: questions.length } })
  },
})

/** The list of questions of a process that has none. Gives its id. */
export async function insertQuestionnaire(
  trx: Trx,
  { municipalityId, id: processId }: Pick<Process, 'municipalityId' | 'id'>,
  { questions, closesOn }: { questions: readonly NewQuestion[]; closesOn: LocalDate | null },
  now: Date,
): Promise<string> {
  const id = uuid()
  await trx.insertInto('questionnaire').values({ municipalityId, id, processId, closesOn, createdAt: now }).execute()
  for (const [index, question] of questions.entries())
    await insertQuestion(trx, { municipalityId, id }, index + 1, question, now)
  return id
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
