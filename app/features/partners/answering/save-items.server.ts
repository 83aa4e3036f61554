import { refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Actor, Doer } from '#app/features/accounts/account.ts'
import { LONGEST_ITEM, type Question } from '#app/features/partners/questionnaire.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { ItemConflict, TypedItem } from './answer-form.ts'
import {
  answerToChange,
  itemsOfAnswer,
  orderItems,
  storeQuestionAnswer,
  type AnswerRef,
  type HeldAnswer,
  type StoredItem,
} from './answer-to-change.server.ts'
import { threeWay } from './three-way.ts'

/** Pieces under one question. */
const MOST_ITEMS = 200

export const itemRefusals = {
  textTooLong: {
    says: ({ begin, length }: { begin: string; length: number }) =>
      `De tekst “${begin}…” heeft ${length} tekens. Het mogen er ${LONGEST_ITEM} zijn. Maak er twee van.`,
    at: 'items',
  },
  notAnOption: { says: 'Kies een van de antwoorden.', at: 'items' },
  tooManyItems: { says: `Er passen ${MOST_ITEMS} punten onder een vraag.` },
}

/**
 * Saves pieces of an answer, each by itself: a text that someone else changed meanwhile is not written over but given back
 * with theirs. The same form sent again changes nothing. Gives the version of the response after it, and the number of the
 * question on the list as it is by now.
 */
export async function saveItems(
  trx: Trx,
  by: Doer,
  { items: typed, ...ref }: AnswerRef & { items: readonly TypedItem[] },
  now: Date,
): Promise<{ version: number; number: number; conflicts: ItemConflict[] }> {
  const { versionId = null } = ref
  const held = await answerToChange(trx, by, ref, now)
  const number = held.versions[0]?.number ?? ref.number
  const shown = held.versions.find((version) => version.versionId === versionId) ?? held.versions[0]
  const stored = await itemsOfAnswer(trx, held.response, held.questionId)
  const list = [...stored]
  const conflicts: ItemConflict[] = []
  const written: TypedItem[] = []
  for (const item of typed) {
    const there = list.find(({ id }) => id === asId(item.id))
    const outcome = threeWay(item.seen, item.text, there?.text ?? '')
    if (outcome.kind === 'conflict') {
      conflicts.push({
        id: item.id,
        base: outcome.base,
        mine: outcome.mine,
        theirs: outcome.theirs,
        ...(await writerOf(trx, held.member, there)),
      })
      continue
    }
    if (outcome.text === (there?.text ?? '')) continue
    refuseText(outcome.text, shown)
    written.push({ ...item, text: outcome.text })
    if (there) there.text = outcome.text
    else
      insertAfter(
        list,
        { id: item.id, text: outcome.text, position: -1, updatedAt: now, updatedBy: held.member.id },
        item.after,
      )
  }
  const isForNewer =
    held.answer !== null &&
    versionId !== null &&
    held.answer.questionVersionId !== versionId &&
    held.versions[0]?.versionId === versionId
  if (written.length === 0 && !(isForNewer && typed.length > 0))
    return { version: held.response.version, number, conflicts }
  const kept = list.filter(({ text }) => text !== '')
  if (kept.length > MOST_ITEMS) throw refusedBy(itemRefusals, 'tooManyItems')
  const version = await storeQuestionAnswer(trx, held, { state: stateAfter(held, kept.length), versionId }, now)
  await store(trx, held, stored, written, kept, now)
  return { version, number, conflicts }
}

/** What was skipped and is written at is open again; what was done stays done, unless there is nothing left. */
function stateAfter({ answer }: HeldAnswer, items: number) {
  return answer?.state === 'done' && items > 0 ? 'done' : 'open'
}

function refuseText(text: string, question: Question | undefined) {
  if (text.length > LONGEST_ITEM) {
    throw refusedBy(itemRefusals, 'textTooLong', { begin: text.trim().slice(0, 40), length: text.length })
  }
  const isChosen = question?.kind === 'choice' || question?.kind === 'scale'
  if (isChosen && text !== '' && !question.options.includes(text)) throw refusedBy(itemRefusals, 'notAnOption')
}

function insertAfter(list: StoredItem[], item: StoredItem, after: string | undefined) {
  const at = list.findIndex(({ id }) => id === after)
  list.splice(at < 0 ? list.length : at + 1, 0, item)
}

async function writerOf(trx: Trx, by: Actor, item: StoredItem | undefined): Promise<Pick<ItemConflict, 'by' | 'at'>> {
  if (!item) return { by: null, at: null }
  const writer = item.updatedBy
    ? await trx
        .selectFrom('account')
        .select('name')
        .where('municipalityId', '=', by.municipalityId)
        .where('id', '=', item.updatedBy)
        .executeTakeFirst()
    : undefined
  return { by: writer?.name ?? null, at: item.updatedAt.toISOString() }
}

async function store(
  trx: Trx,
  { response, questionId, member }: HeldAnswer,
  stored: readonly StoredItem[],
  written: readonly TypedItem[],
  kept: readonly StoredItem[],
  now: Date,
) {
  const { municipalityId, id: responseId } = response
  const trail = { updatedAt: now, updatedBy: member.id }
  for (const { id, text } of written) {
    const own = trx
      .updateTable('responseItem')
      .where('municipalityId', '=', municipalityId)
      .where('responseId', '=', responseId)
      .where('questionId', '=', questionId)
    if (text === '') {
      await trx
        .deleteFrom('responseItem')
        .where('municipalityId', '=', municipalityId)
        .where('responseId', '=', responseId)
        .where('questionId', '=', questionId)
        .where('id', '=', id)
        .execute()
    } else if (stored.some((item) => item.id === id))
      await own
        .set({ text, ...trail })
        .where('id', '=', id)
        .execute()
    else {
      const inserted = await trx
        .insertInto('responseItem')
        .values({
          municipalityId,
          id,
          responseId,
          questionId,
          position: kept.findIndex((item) => item.id === id),
          text,
          ...trail,
        })
        // An id that is another's: that of another question, or of another organisation.
        .onConflict((conflict) => conflict.columns(['municipalityId', 'id']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!inserted) throw new NotFound()
    }
  }
  await orderItems(trx, response, questionId, kept)
}
