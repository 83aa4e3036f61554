import type { Doer } from '#app/features/accounts/account.ts'
import type { Trx } from '#db/client.server.ts'
import {
  answerToChange,
  itemsOfAnswer,
  orderItems,
  storeQuestionAnswer,
  type AnswerRef,
} from './answer-to-change.server.ts'

/**
 * Puts a point before another one, or at the end (null). It names the other and not the direction, so that the same form
 * sent again moves nothing more. Does nothing when one of them is gone by now. Gives the version of the response after it.
 */
export async function moveItem(
  trx: Trx,
  by: Doer,
  { itemId, before, ...ref }: AnswerRef & { itemId: string; before: string | null },
  now: Date,
): Promise<number> {
  const held = await answerToChange(trx, by, ref, now)
  const items = await itemsOfAnswer(trx, held.response, held.questionId)
  const moved = items.find(({ id }) => id === itemId)
  const others = items.filter(({ id }) => id !== itemId)
  const at = before === null ? others.length : others.findIndex(({ id }) => id === before)
  if (!moved || !held.answer || at < 0) return held.response.version
  const ordered = others.toSpliced(at, 0, moved)
  if (ordered.every(({ id }, index) => items[index]?.id === id)) return held.response.version
  await orderItems(trx, held.response, held.questionId, ordered)
  return storeQuestionAnswer(trx, held, { state: held.answer.state, versionId: null }, now)
}
