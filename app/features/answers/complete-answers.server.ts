import { sql, type RawBuilder } from 'kysely'
import { answerProblems, dispositions, type AnswerField, type Disposition } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'

/** What of an answer decides whether it is complete. */
export type AnswerShape = {
  disposition: Disposition
  isBlank: boolean
  isForwarded: boolean
  isLinked: boolean
}

/** Of a table expression `answer`, under the names of `AnswerShape`. */
export const shapeColumns = {
  isBlank: sql`btrim(answer.reply, E' \\t\\r\\n') = ''`,
  isForwarded: sql`btrim(answer.forwarded_to) <> ''`,
  isLinked: sql`exists (select from answer_section
    where answer_section.municipality_id = answer.municipality_id and answer_section.answer_id = answer.id)`,
}
const { isBlank, isForwarded, isLinked } = shapeColumns

/** What is missing in an answer of this shape, in Dutch. */
export const problemsOf = (shape: AnswerShape): string[] => missingIn(shape).map(({ message }) => message)

const missingIn = (shape: AnswerShape) =>
  answerProblems({
    disposition: shape.disposition,
    reply: shape.isBlank ? '' : 'geschreven',
    forwardedTo: shape.isForwarded ? 'iemand' : '',
    planLinks: shape.isLinked ? ['gekozen'] : [],
  })

/** The decisions that ask for a field: the one rule about complete answers says so of an answer that lacks only that. */
function asking(field: AnswerField, lacking: Partial<AnswerShape>): Disposition[] {
  const complete = { isBlank: false, isForwarded: true, isLinked: true }
  return dispositions.filter((disposition) =>
    missingIn({ disposition, ...complete, ...lacking }).some((problem) => problem.field === field),
  )
}

/** Whether something is missing in a row of `answer`: the same rule as an expression, so that thousands are asked at once. */
const isIncomplete = sql<boolean>`(
  answer.disposition = any(${asking('reply', { isBlank: true })}::text[]) and ${isBlank}
  or answer.disposition = any(${asking('forwardedTo', { isForwarded: false })}::text[]) and not ${isForwarded}
  or answer.disposition = any(${asking('planLinks', { isLinked: false })}::text[]) and not ${isLinked})`

/** The ids of the points of a process whose answer misses something, as a subquery that reads each answer once. */
export const withIncompleteAnswer = ({ municipalityId, id }: ProcessRef): RawBuilder<unknown> => sql`
  with incomplete_answer as materialized (
    select answer.id from answer
    where answer.municipality_id = ${municipalityId} and answer.process_id = ${id} and ${isIncomplete}
  )
  select answer_point.point_id from incomplete_answer
  join answer_point on answer_point.municipality_id = ${municipalityId} and answer_point.answer_id = incomplete_answer.id`

/** Whether the answer of a row of `point_work` misses something, asked of that row alone. */
export const hasIncompleteAnswer: RawBuilder<boolean> = sql`(
  select ${isIncomplete} from answer_point
  join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
  where answer_point.municipality_id = point_work.municipality_id and answer_point.point_id = point_work.point_id)`
