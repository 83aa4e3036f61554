import { NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { LONGEST_ITEM, type Question } from '#app/features/partners/questionnaire.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import {
  answerToChange,
  itemsOfAnswer,
  orderItems,
  storeAnswer,
  type AnswerRef,
  type OpenAnswer,
  type StoredItem,
} from './answer-to-change.server.ts'
import { threeWay } from './three-way.ts'

/** Pieces under one question. */
const MOST_ITEMS = 200

export type TypedItem = {
  id: string
  /** Empty: it is taken away. */
  text: string
  /** The text that the form began from; empty for a new one. */
  seen: string
  /** A new one comes after this one, and not at the end. */
  after?: string
}

/** Someone else changed the same text: nothing of it was stored, and who wrote chooses. */
export type ItemConflict = {
  id: string
  base: string
  mine: string
  theirs: string
  /** Name of who wrote theirs. */ by: string | null
  /** ISO instant; null when it was taken away. */ at: string | null
}

type Saved = { /** Of the response after it. */ version: number; conflicts: ItemConflict[] }

/**
 * Saves pieces of an answer, each by itself: a text that someone else changed meanwhile is not written over but given back
 * with theirs. The same form sent again changes nothing. Refused for a text that is too long or a choice that is none.
 */
export async function saveAnswer(
  db: Db | Trx,
  by: Actor,
  { items: typed, ...ref }: AnswerRef & { items: readonly TypedItem[] },
  now: Date,
): Promise<Saved> {
  return inTransaction(db, async (trx) => {
    const { versionId = null } = ref
    const open = await answerToChange(trx, by, ref, now)
    const shown = open.versions.find((version) => version.versionId === versionId) ?? open.versions[0]
    const stored = await itemsOfAnswer(trx, open.response, open.questionId)
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
          ...(await writerOf(trx, by, there)),
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
          { id: item.id, text: outcome.text, position: -1, updatedAt: now, updatedBy: by.id },
          item.after,
        )
    }
    const isForNewer =
      open.answer !== null &&
      versionId !== null &&
      open.answer.questionVersionId !== versionId &&
      open.versions[0]?.versionId === versionId
    if (written.length === 0 && !(isForNewer && typed.length > 0)) return { version: open.response.version, conflicts }
    const kept = list.filter(({ text }) => text !== '')
    if (kept.length > MOST_ITEMS) throw new Refused(`Er passen ${MOST_ITEMS} punten onder een vraag.`)
    const version = await storeAnswer(trx, by, open, { state: stateAfter(open, kept.length), versionId }, now)
    await store(trx, by, open, stored, written, kept, now)
    return { version, conflicts }
  })
}

/** What was skipped and is written at is open again; what was done stays done, unless there is nothing left. */
function stateAfter({ answer }: OpenAnswer, items: number) {
  return answer?.state === 'done' && items > 0 ? 'done' : 'open'
}

function refuseText(text: string, question: Question | undefined) {
  if (text.length > LONGEST_ITEM) {
    throw new Refused(
      `De tekst “${text.trim().slice(0, 40)}…” heeft ${text.length} tekens. Het mogen er ${LONGEST_ITEM} zijn. Maak er twee van.`,
      'tekst',
    )
  }
  const isChosen = question?.kind === 'choice' || question?.kind === 'scale'
  if (isChosen && text !== '' && !question.options.includes(text))
    throw new Refused('Kies een van de antwoorden.', 'tekst')
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
  by: Actor,
  { response, questionId }: OpenAnswer,
  stored: readonly StoredItem[],
  written: readonly TypedItem[],
  kept: readonly StoredItem[],
  now: Date,
) {
  const { municipalityId, id: responseId } = response
  const trail = { updatedAt: now, updatedBy: by.id }
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
