import { sql } from 'kysely'
import { v5 as uuidOf } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { questionsChanged } from '#app/features/partners/answering/notice.server.ts'
import { insertQuestion, insertVersion } from '#app/features/partners/create-questionnaire.server.ts'
import { asQuestion, questionVersions, type Questionnaire } from '#app/features/partners/queries.server.ts'
import { MOST_QUESTIONS, type Question } from '#app/features/partners/questionnaire.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { key, seen } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { anyAnswers, isQuestionAnswered } from './answered-questions.server.ts'
import { questionForm, type QuestionForm } from './question.schema.ts'
import { askingRefusals, questionnaireToChange } from './questionnaire-to-change.server.ts'

const inProcess = { by: byProcessor, on: 'process' } as const
const onQuestionnaire = ({ id }: Questionnaire, detail: Record<string, string | number | boolean>) => ({
  subject: { kind: 'questionnaire', id },
  detail,
})

/** The mark of what the form about a question shows. */
export const markOfQuestion = ({ versionId, heading, explanation, kind, options, isOptional }: Question): string =>
  seenMark([versionId, heading, explanation, kind, options, isOptional])

/**
 * Puts a question at the end, under the id that the form brought along: sent twice it is there once, and filled in for another
 * question after going back in the browser it is another. Throws NotFound for the id of a question elsewhere.
 */
export const addQuestion = act({
  name: 'addQuestion',
  ...inProcess,
  changes: 'publicOnceAnswered',
  input: z.intersection(z.object({ key }), questionForm),
  refusals: {
    ...askingRefusals,
    tooManyQuestions: { says: `Er passen hooguit ${MOST_QUESTIONS} vragen op een lijst.` },
  },
  async run({ trx, by, process, now, refuse }, { key: given, ...question }) {
    const { questionnaire } = await questionnaireToChange(trx, by, process)
    const { municipalityId, questions } = questionnaire
    const first = await wordsWhenAdded(trx, questionnaire, given)
    const id = first === null || first === wordsOf(question) ? given : uuidOf(wordsOf(question), given)
    if ((await wordsWhenAdded(trx, questionnaire, id)) !== null) return changedNothing(undefined)
    if (questions.length >= MOST_QUESTIONS) refuse('tooManyQuestions')
    const { last } = await trx
      .selectFrom('question')
      .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
      .where('municipalityId', '=', municipalityId)
      .where('questionnaireId', '=', questionnaire.id)
      .executeTakeFirstOrThrow()
    await insertQuestion(trx, questionnaire, last + 1, question, now, id)
    await questionsChanged(trx, questionnaire.id)
    return did(undefined, onQuestionnaire(questionnaire, { number: last + 1 }))
  },
})

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
 * it is changed in place. What is asked already changes nothing, whatever was seen. Gives whether it became a new version.
 */
export const changeQuestion = act({
  name: 'changeQuestion',
  ...inProcess,
  changes: 'publicOnceAnswered',
  input: z.intersection(z.object({ questionId: z.string(), seen }), questionForm),
  refusals: { ...askingRefusals, stale: staleRefusal },
  async run({ trx, by, process, now }, { questionId, seen, ...question }) {
    const { questionnaire } = await questionnaireToChange(trx, by, process)
    const stored = await heldQuestion(trx, questionnaire, questionId)
    const { municipalityId } = questionnaire
    const { heading, explanation, kind, options, isOptional } = question
    const next = { ...stored, heading, explanation, kind, options, isOptional }
    if (markOfQuestion(next) === markOfQuestion(stored)) return changedNothing({ newVersion: false })
    refuseStale(seen, markOfQuestion(stored))
    const newVersion = await isQuestionAnswered(trx, municipalityId, stored.id)
    if (newVersion) await insertVersion(trx, municipalityId, stored.id, stored.version + 1, question, now)
    else {
      await trx
        .updateTable('questionVersion')
        .set({ heading, explanation, kind, options, isOptional })
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', stored.versionId)
        .execute()
    }
    await questionsChanged(trx, questionnaire.id)
    return did({ newVersion }, onQuestionnaire(questionnaire, { number: stored.number, newVersion }))
  },
})

/** Moves a question one place; `from` is the number it had, so that sent twice it moves once. Refused once there are answers. */
export const moveQuestion = act({
  name: 'moveQuestion',
  ...inProcess,
  input: z.object({ questionId: z.string(), from: z.number(), direction: z.enum(['up', 'down']) }),
  refusals: {
    ...askingRefusals,
    orderFixed: {
      says: 'Er zijn al antwoorden. Organisaties noemen de vragen bij hun nummer, daarom blijft de volgorde zoals die is.',
    },
  },
  async run({ trx, by, process, refuse }, { questionId, from, direction }) {
    const { questionnaire } = await questionnaireToChange(trx, by, process)
    const question = await heldQuestion(trx, questionnaire, questionId)
    if (question.number !== from) return changedNothing(undefined)
    if (await anyAnswers(trx, questionnaire)) refuse('orderFixed')
    const { questions, municipalityId } = questionnaire
    const other = questions[questions.findIndex(({ id }) => id === question.id) + (direction === 'up' ? -1 : 1)]
    if (!other) return changedNothing(undefined)
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
    await questionsChanged(trx, questionnaire.id)
    return did(undefined, onQuestionnaire(questionnaire, { from, to: other.number }))
  },
})

/**
 * Takes a question off the list. One with answers is asked no longer, and its answers stay. As long as nobody answered
 * anything the numbers close up; after that every question keeps the number it was answered under.
 */
export const removeQuestion = act({
  name: 'removeQuestion',
  ...inProcess,
  changes: 'publicOnceAnswered',
  input: z.object({ questionId: z.string() }),
  refusals: { ...askingRefusals, lastQuestion: { says: 'De vragen staan open. Laat minstens één vraag staan.' } },
  async run({ trx, by, process, now, refuse }, { questionId }) {
    const { questionnaire } = await questionnaireToChange(trx, by, process)
    const { id, number } = await heldQuestion(trx, questionnaire, questionId)
    const { municipalityId } = questionnaire
    if (questionnaire.state === 'open' && questionnaire.questions.length === 1) refuse('lastQuestion')
    const keptAnswers = await isQuestionAnswered(trx, municipalityId, id)
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
    await questionsChanged(trx, questionnaire.id)
    return did({ keptAnswers }, onQuestionnaire(questionnaire, { number, keptAnswers }))
  },
})

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
