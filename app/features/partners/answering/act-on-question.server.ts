import { errorsOfRefusal, NotFound } from '#app/errors.server.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import { paths } from '#app/paths.ts'
import { readAnswerForm, type AnswerForm } from './answer-form.ts'
import { moveItem } from './move-item.server.ts'
import { ownResponse } from './response-to-change.server.ts'
import { questionAt, tellTyping } from './response-page.server.ts'
import { questionsOfResponse } from './response-view.server.ts'
import { saveAnswer, type ItemConflict, type TypedItem } from './save-answer.server.ts'
import { setAnswerState } from './set-answer-state.server.ts'
import { limitComparisons } from './word-changes.ts'

/** What came of the form of a question: done, texts that clash, or refused with what was typed. */
export type QuestionAnswer =
  | {
      done: true
      act: AnswerForm['act']
      /** Of the question, on the list as it is by now. */ number: number
      /** Of the response after it. */ version: number
    }
  | {
      done: false
      version: number
      conflicts: ItemConflict[]
      errors: FieldErrors
      /** What was not kept. */ typed: TypedItem[]
    }

/** Does what the form of a question asks. NotFound for a form that is none of ours, or of someone else's response. */
export async function actOnQuestion(
  visit: MemberVisit,
  sent: FormData,
  number: string | undefined,
): Promise<QuestionAnswer> {
  const { db, actor, now, params } = visit
  const own = await ownResponse(db, actor, params.responseId)
  const form = readAnswerForm(sent)
  const questions = await questionsOfResponse(db, own)
  if (!form) throw new NotFound()
  const question = questions.find(({ versionId }) => versionId === form.versionId) ?? questionAt({ questions }, number)
  if (form.act === 'typt' || form.act === 'typt-niet') {
    await tellTyping(visit, form.act === 'typt' ? question.id : null)
    return { done: true, act: form.act, number: question.number, version: 0 }
  }
  const ref = { responseId: own.id, number: question.number, versionId: form.versionId }
  let typed = form.items
  try {
    const saved = await saveAnswer(db, actor, { ...ref, items: form.items }, now)
    typed = []
    const conflicts = limitComparisons([...form.undecided, ...saved.conflicts])
    let { version } = saved
    if (form.move) version = await moveItem(db, actor, { ...ref, ...form.move }, now)
    if (conflicts.length > 0) return { done: false, version, conflicts, errors: {}, typed }
    if (form.state) version = await setAnswerState(db, actor, { ...ref, state: form.state }, now)
    return { done: true, act: form.act, number: question.number, version }
  } catch (error) {
    return {
      done: false,
      version: own.version,
      conflicts: limitComparisons(form.undecided),
      errors: errorsOfRefusal(error),
      typed,
    }
  }
}

/** Where someone goes after a form of a question was done: on to the next one, or back to where they were. */
export function afterQuestion(
  responseId: string,
  numbers: readonly number[],
  number: number,
  act: AnswerForm['act'],
): string {
  const question = (at: number) => paths.partner.responseQuestion(responseId, at)
  if (act === 'nog') return `${question(number)}?nog=ja#nieuw`
  if (act !== 'klaar' && act !== 'overslaan' && act !== 'nvt') return `${question(number)}#vraag`
  const next = numbers[numbers.indexOf(number) + 1]
  return next === undefined ? paths.partner.response(responseId) : `${question(next)}#vraag`
}
