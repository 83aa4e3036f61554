import { act, changedNothing, did } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { Refused } from '#app/errors.server.ts'
import type { Trx } from '#db/client.server.ts'
import { answerInput, answerToSave, type SavedAnswer } from './answer-form.ts'
import { answerRefusals } from './answer-to-change.server.ts'
import { moveItem } from './move-item.server.ts'
import { byPartner, ownResponse } from './response-to-change.server.ts'
import { questionsOfResponse } from './response-view.server.ts'
import { itemRefusals, saveItems } from './save-items.server.ts'
import { setAnswerState } from './set-answer-state.server.ts'
import { limitComparisons } from './word-changes.ts'

/**
 * Saves what was typed under a question, moves a point, and says how the question stands, as far as the form asks. Texts that
 * someone else changed meanwhile are given back with theirs, and then the question stands as it stood.
 */
export const saveAnswer = act({
  name: 'saveAnswer',
  by: byPartner,
  input: answerInput,
  refusals: { ...answerRefusals, ...itemRefusals },
  async run({ trx, by, now }, { responseId, number, versionId, state, ...form }) {
    const { items, undecided, move } = answerToSave(form)
    const ref = { responseId, number, versionId }
    try {
      const saved = await saveItems(trx, by, { ...ref, items }, now)
      const value: SavedAnswer = {
        ...{ number: saved.number, next: state ? await numberAfter(trx, responseId, by, saved.number) : null },
        ...{ version: saved.version, problem: null },
        conflicts: limitComparisons([...undecided, ...saved.conflicts]),
      }
      if (move) value.version = await moveItem(trx, by, { ...ref, ...move }, now)
      if (!state || value.conflicts.length > 0) return changedNothing(value)
      const { version, problem, event } = await setAnswerState(trx, by, { ...ref, state }, now)
      const whole = { ...value, version, problem }
      return event ? did(whole, event) : changedNothing(whole)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // What was typed goes back to the screen, for nothing of it is kept.
      const facts = { typed: items, conflicts: limitComparisons(undecided) }
      throw new Refused(error.message, error.field, { code: error.code, facts })
    }
  },
})

/** The number of the question that comes after one on the list; null after the last. */
async function numberAfter(trx: Trx, responseId: string, by: Doer, number: number): Promise<number | null> {
  const questions = await questionsOfResponse(trx, await ownResponse(trx, by, responseId))
  return questions[questions.findIndex((question) => question.number === number) + 1]?.number ?? null
}
