import type { ProcessRef } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { Question, QuestionKind, QuestionnaireState } from './questionnaire.ts'

export type Questionnaire = {
  id: string
  processId: string
  municipalityId: string
  state: QuestionnaireState
  intro: string
  /** Last day on which a response can be sent. */
  closesOn: LocalDate | null
  /** As they are asked now, in order. */
  questions: Question[]
}

/** The list of questions of a process; null where there is none. */
export async function questionnaireOf(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
): Promise<Questionnaire | null> {
  const row = await db
    .selectFrom('questionnaire')
    .select(['id', 'state', 'intro', 'closesOn'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .executeTakeFirst()
  if (!row) return null
  // The check on this column in the database names the same states.
  return {
    ...row,
    state: row.state as QuestionnaireState,
    processId,
    municipalityId,
    questions: await questionsOf(db, municipalityId, row.id),
  }
}

async function questionsOf(db: Db | Trx, municipalityId: string, questionnaireId: string): Promise<Question[]> {
  const rows = await questionVersions(db, municipalityId)
    .where('question.questionnaireId', '=', questionnaireId)
    .where('question.removedAt', 'is', null)
    .distinctOn(['question.number'])
    .orderBy('question.number')
    .orderBy('questionVersion.version', 'desc')
    .execute()
  return rows.map(asQuestion)
}

/** Questions with their versions. */
export function questionVersions(db: Db | Trx, municipalityId: string) {
  return db
    .selectFrom('question')
    .innerJoin('questionVersion', (join) =>
      join
        .onRef('questionVersion.municipalityId', '=', 'question.municipalityId')
        .onRef('questionVersion.questionId', '=', 'question.id'),
    )
    .select([
      'question.id',
      'question.number',
      'questionVersion.id as versionId',
      'version',
      'heading',
      'explanation',
      'kind',
      'options',
      'isOptional',
    ])
    .where('question.municipalityId', '=', municipalityId)
}

/** A row as a question: the check on its kind in the database names the same kinds. */
export function asQuestion(row: Omit<Question, 'kind'> & { kind: string }): Question {
  return { ...row, kind: row.kind as QuestionKind }
}
