import { sql } from 'kysely'
import { asQuestion, questionVersions, type Questionnaire } from '#app/features/partners/queries.server.ts'
import type { Question } from '#app/features/partners/questionnaire.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** An answer that someone works on or sent, or a piece of a contribution that was given to it otherwise. */
export const answersOf = (question: ReturnType<typeof sql>) => sql`(
  exists (select from response_answer as given where given.municipality_id = ${question}.municipality_id and given.question_id = ${question}.id)
  or exists (select from contribution_item as item
    join question_version as asked on asked.municipality_id = item.municipality_id and asked.id = item.question_version_id
    where asked.municipality_id = ${question}.municipality_id and asked.question_id = ${question}.id))`

/** The questions of a list that someone answered, those that are no longer asked too. */
export async function answeredQuestions(
  db: Db | Trx,
  { municipalityId, id }: Pick<Questionnaire, 'municipalityId' | 'id'>,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select question.id from question
    where municipality_id = ${municipalityId} and questionnaire_id = ${id} and ${answersOf(sql`question`)}`.execute(db)
  return new Set(rows.map((row) => row.id))
}

/** The questions that are no longer asked but were answered, in their last words. */
export async function retiredQuestions(
  db: Db | Trx,
  questionnaire: Pick<Questionnaire, 'municipalityId' | 'id'>,
): Promise<Question[]> {
  const answered = await answeredQuestions(db, questionnaire)
  const rows = await questionVersions(db, questionnaire.municipalityId)
    .where('questionnaireId', '=', questionnaire.id)
    .where('removedAt', 'is not', null)
    .distinctOn('question.number')
    .orderBy('question.number')
    .orderBy('version', 'desc')
    .execute()
  return rows.filter(({ id }) => answered.has(id)).map(asQuestion)
}

/** Whether someone answered a question. */
export async function isQuestionAnswered(db: Db | Trx, municipalityId: string, questionId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select question.id from question
    where municipality_id = ${municipalityId} and question.id = ${questionId} and ${answersOf(sql`question`)}`.execute(
    db,
  )
  return rows.length > 0
}

/** Whether someone answered anything on the list. */
export async function anyAnswers(
  db: Db | Trx,
  questionnaire: Pick<Questionnaire, 'municipalityId' | 'id'>,
): Promise<boolean> {
  return (await answeredQuestions(db, questionnaire)).size > 0
}
