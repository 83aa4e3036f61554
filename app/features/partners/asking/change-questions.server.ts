import { sql } from 'kysely'
import { v5 as uuidOf } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { questionsChanged } from '#app/features/partners/answering/notice.server.ts'
import { insertQuestion, insertVersion } from '#app/features/partners/create-questionnaire.server.ts'
import { asQuestion, questionVersions, type Questionnaire } from '#app/features/partners/queries.server.ts'
import { MOST_QUESTIONS, type Question } from '#app/features/partners/questionnaire.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { staleMessage } from '#app/acts/stale.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { anyAnswers, isAnswered } from './answered-questions.server.ts'
import type { QuestionForm } from './question.schema.ts'
import { questionnaireToChange, recordAsking } from './questionnaire-to-change.server.ts'

type Of = { processId: string; questionId: string }

/** The mark of what the form about a question shows. */
export const markOfQuestion = ({ versionId, heading, explanation, kind, options, isOptional }: Question): string =>
  seenMark([versionId, heading, explanation, kind, options, isOptional])

/**
 * Puts a question at the end, under the id that the form brought along: sent twice it is there once, and filled in for another
 * question after going back in the browser it is another. NotFound for the id of a question elsewhere.
 */
export async function addQuestion(
  db: Db | Trx,
  by: Doer,
  { processId, questionId, question }: Of & { question: QuestionForm },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { questionnaire } = await questionnaireToChange(trx, by, processId)
    const { municipalityId, questions } = questionnaire
    const given = asId(questionId)
    const first = await wordsWhenAdded(trx, questionnaire, given)
    const id = first === null || first === wordsOf(question) ? given : uuidOf(wordsOf(question), given)
    if ((await wordsWhenAdded(trx, questionnaire, id)) !== null) return
    if (questions.length >= MOST_QUESTIONS)
      throw new Refused(`Er passen hooguit ${MOST_QUESTIONS} vragen op een lijst.`)
    const { last } = await trx
      .selectFrom('question')
      .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
      .where('municipalityId', '=', municipalityId)
      .where('questionnaireId', '=', questionnaire.id)
      .executeTakeFirstOrThrow()
    await insertQuestion(trx, questionnaire, last + 1, question, now, id)
    await recordAsking(trx, by, questionnaire, 'addQuestion', now, { number: last + 1 })
    await questionsChanged(trx, questionnaire.id)
  })
}

const wordsOf = ({ heading, explanation, kind, options, isOptional }: QuestionForm): string =>
  JSON.stringify([heading, explanation, kind, options, isOptional])

/** What a question asked when it was put on the list; null when there is none with this id. */
async function wordsWhenAdded(
  trx: Trx,
  { municipalityId, id: questionnaireId }: Questionnaire,
  id: string,
): Promise<string | null> {
  const there = await questionVersions(trx, municipalityId)
    .select('questionnaireId')
    .where('question.id', '=', id)
    .where('version', '=', 1)
    .executeTakeFirst()
  if (!there) return null
  if (there.questionnaireId !== questionnaireId) throw new NotFound()
  return wordsOf(asQuestion(there))
}

/**
 * Changes what a question asks. Once someone answered it that is a new version, and earlier answers keep theirs; before that
 * it is changed in place. `seen` is the mark of what the form showed. Gives whether it became a new version.
 */
export async function changeQuestion(
  db: Db | Trx,
  by: Doer,
  { processId, questionId, question, seen }: Of & { question: QuestionForm; seen?: string },
  now: Date,
): Promise<{ newVersion: boolean }> {
  return inTransaction(db, async (trx) => {
    const { questionnaire } = await questionnaireToChange(trx, by, processId)
    const stored = await heldQuestion(trx, questionnaire, questionId)
    const { municipalityId } = questionnaire
    const { heading, explanation, kind, options, isOptional } = question
    const next = { ...stored, heading, explanation, kind, options, isOptional }
    if (markOfQuestion(next) === markOfQuestion(stored)) return { newVersion: false }
    if (seen !== undefined && seen !== markOfQuestion(stored)) throw new Refused(staleMessage)
    const newVersion = await isAnswered(trx, municipalityId, stored.id)
    if (newVersion) await insertVersion(trx, municipalityId, stored.id, stored.version + 1, question, now)
    else {
      await trx
        .updateTable('questionVersion')
        .set({ heading, explanation, kind, options, isOptional })
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', stored.versionId)
        .execute()
    }
    await recordAsking(trx, by, questionnaire, 'changeQuestion', now, { number: stored.number, newVersion })
    await questionsChanged(trx, questionnaire.id)
    return { newVersion }
  })
}

/** Moves a question one place; `from` is the number it had, so that sent twice it moves once. Refused once there are answers. */
export async function moveQuestion(
  db: Db | Trx,
  by: Doer,
  { processId, questionId, from, direction }: Of & { from: number; direction: 'up' | 'down' },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { questionnaire } = await questionnaireToChange(trx, by, processId)
    const question = await heldQuestion(trx, questionnaire, questionId)
    if (question.number !== from) return
    if (await anyAnswers(trx, questionnaire)) {
      throw new Refused(
        'Er zijn al antwoorden. Organisaties noemen de vragen bij hun nummer, daarom blijft de volgorde zoals die is.',
      )
    }
    const { questions, municipalityId } = questionnaire
    const other = questions[questions.findIndex(({ id }) => id === question.id) + (direction === 'up' ? -1 : 1)]
    if (!other) return
    for (const [id, number] of [
      [question.id, other.number],
      [other.id, question.number],
    ] as const) {
      await trx
        .updateTable('question')
        .set({ number })
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', id)
        .execute()
    }
    await recordAsking(trx, by, questionnaire, 'moveQuestion', now, { from, to: other.number })
    await questionsChanged(trx, questionnaire.id)
  })
}

/**
 * Takes a question off the list. One with answers is asked no longer, and its answers stay. As long as nobody answered
 * anything the numbers close up; after that every question keeps the number it was answered under.
 */
export async function removeQuestion(
  db: Db | Trx,
  by: Doer,
  { processId, questionId }: Of,
  now: Date,
): Promise<{ keptAnswers: boolean }> {
  return inTransaction(db, async (trx) => {
    const { questionnaire } = await questionnaireToChange(trx, by, processId)
    const { id, number } = await heldQuestion(trx, questionnaire, questionId)
    const { municipalityId } = questionnaire
    if (questionnaire.state === 'open' && questionnaire.questions.length === 1) {
      throw new Refused('De vragen staan open. Laat minstens één vraag staan.')
    }
    const keptAnswers = await isAnswered(trx, municipalityId, id)
    if (keptAnswers)
      await trx
        .updateTable('question')
        .set({ removedAt: now })
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', id)
        .execute()
    else await trx.deleteFrom('question').where('municipalityId', '=', municipalityId).where('id', '=', id).execute()
    if (!(await anyAnswers(trx, questionnaire))) {
      await trx
        .updateTable('question')
        .set({ number: sql`number - 1` })
        .where('municipalityId', '=', municipalityId)
        .where('questionnaireId', '=', questionnaire.id)
        .where('number', '>', number)
        .execute()
    }
    await recordAsking(trx, by, questionnaire, 'removeQuestion', now, { number, keptAnswers })
    await questionsChanged(trx, questionnaire.id)
    return { keptAnswers }
  })
}

/** The question as it is asked now, held so that no answer comes to it meanwhile. Throws NotFound. */
async function heldQuestion(
  trx: Trx,
  { municipalityId, questions }: Questionnaire,
  questionId: string,
): Promise<Question> {
  const question = questions.find(({ id }) => id === questionId)
  if (!question) throw new NotFound()
  await trx
    .selectFrom('question')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', question.id)
    .forUpdate()
    .execute()
  return question
}
