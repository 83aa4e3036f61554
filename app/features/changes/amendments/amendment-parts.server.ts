import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { isHeading, type ParagraphKind } from '#app/features/plans/plan.ts'
import { readMarks, withMarks } from '#app/features/plans/editing/marked-words.ts'
import { byClerk } from '#app/features/rankings/ranking-to-change.server.ts'
import { seen } from '#app/forms/typed.ts'
import type { PartKind } from './amendment.ts'
import { amendmentWords, partKind } from './amendment.schema.ts'
import { amendmentToChange, changingRefusals, amendmentSubject } from './enter-amendment.server.ts'
import { amendedPlan, markOfAmendmentPart, amendedPlaces } from './stored-amendments.server.ts'

const wordsRefusals = {
  nothingTyped: { says: 'Vul de tekst in die er moet komen.', at: 'words' },
  sameWords: { says: 'Dit is gelijk aan wat er al staat. Wijzig de tekst, of haal dit onderdeel weg.', at: 'words' },
  unreadable: { says: (problem: string) => problem, at: 'words' },
}

/** The words of a part as they will be stored; refuses what can't be read, and what changes nothing. */
function wordsOf(kind: PartKind, typedWords: string, oldWords: string, paragraph: ParagraphKind): string {
  if (kind === 'removed') return ''
  const read = readMarks(typedWords, kind === 'added' ? 'text' : paragraph)
  if ('problem' in read) throw refusedBy(wordsRefusals, 'unreadable', read.problem)
  const words = read.paragraphs.map(withMarks).join('\n\n')
  if (words === '') throw refusedBy(wordsRefusals, 'nothingTyped')
  if (kind === 'words' && words === oldWords) throw refusedBy(wordsRefusals, 'sameWords')
  return words
}

/** Adds to an amendment what it asks of one paragraph: other words, a new one behind it, or that it goes. */
export const addAmendmentPart = act({
  name: 'addAmendmentPart',
  by: byClerk,
  on: 'process',
  input: z.object({ amendmentId: z.string(), kind: partKind, paragraphId: z.string(), words: amendmentWords }),
  refusals: {
    ...changingRefusals,
    ...wordsRefusals,
    askedAlready: {
      says: (number: string) =>
        `Dit amendement vraagt al iets over de woorden van alinea ${number}. Wijzig dat onderdeel.`,
      at: 'words',
    },
  },
  async run({ trx, by, process: ref, refuse }, { amendmentId, kind, paragraphId, words: typedWords }) {
    const { process, amendment } = await amendmentToChange(trx, by, ref, amendmentId)
    const { made } = await amendedPlan(trx, process, amendment)
    const paragraph = made.blocks.find(({ id }) => id === paragraphId)
    if (!paragraph || isHeading(paragraph)) throw new NotFound()
    const oldWords = withMarks(paragraph)
    const words = wordsOf(kind, typedWords, oldWords, paragraph.kind)
    const others = amendment.parts.filter((part) => part.paragraphId === paragraphId)
    const same = others.find((part) => part.kind === kind && part.words === words)
    if (same) return changedNothing({ partId: same.id })
    if (kind !== 'added' && others.some((part) => part.kind !== 'added')) refuse('askedAlready', paragraph.number)
    const partId = uuid()
    const last = await trx
      .selectFrom('amendmentPart')
      .select((eb) => eb.fn.max('position').as('position'))
      .where('municipalityId', '=', process.municipalityId)
      .where('amendmentId', '=', amendment.id)
      .executeTakeFirst()
    await trx
      .insertInto('amendmentPart')
      .values({
        ...{ municipalityId: process.municipalityId, id: partId, amendmentId: amendment.id },
        ...{ position: (last?.position ?? 0) + 1, kind, paragraphId, oldWords, words },
      })
      .execute()
    return did({ partId }, { subject: amendmentSubject(amendment), detail: { kind } })
  },
})

/**
 * Changes the words that a part asks for. Where other words stand in the plan by now and the form showed them, the part is made on those from
 * here on.
 */
export const changeAmendmentPart = act({
  name: 'changeAmendmentPart',
  by: byClerk,
  on: 'process',
  input: z.object({ amendmentId: z.string(), partId: z.string(), words: amendmentWords, seen }),
  refusals: {
    ...changingRefusals,
    ...wordsRefusals,
    changedMeanwhile: {
      says: 'Intussen veranderde dit onderdeel, of de tekst in het plan. Uw tekst is niet bewaard, maar staat hier nog. Kijk wat er nu staat, en bewaar daarna opnieuw.',
      at: 'words',
    },
  },
  async run({ trx, by, process: ref, refuse }, { amendmentId, partId, words: typedWords, seen }) {
    const { process, amendment } = await amendmentToChange(trx, by, ref, amendmentId)
    const part = amendment.parts.find(({ id }) => id === partId)
    const plans = await amendedPlan(trx, process, amendment)
    const place = part && amendedPlaces([part], plans).get(part.id)
    const paragraph = plans.made.blocks.find(({ id }) => id === part?.paragraphId)
    if (!part || !place || !paragraph || isHeading(paragraph)) throw new NotFound()
    const oldWords = place.state === 'changed' && seen !== undefined ? place.present : part.oldWords
    const words = wordsOf(part.kind, typedWords, oldWords, paragraph.kind)
    if (words === part.words && oldWords === part.oldWords) return changedNothing({ partId })
    if (seen !== undefined && seen !== markOfAmendmentPart(part, place)) refuse('changedMeanwhile')
    await trx
      .updateTable('amendmentPart')
      .set({ words, oldWords })
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', part.id)
      .execute()
    return did({ partId }, { subject: amendmentSubject(amendment), detail: { kind: part.kind } })
  },
})

/** Takes a part out of an amendment that is not settled. One that is gone is what was asked. */
export const removeAmendmentPart = act({
  name: 'removeAmendmentPart',
  by: byClerk,
  on: 'process',
  input: z.object({ amendmentId: z.string(), partId: z.string() }),
  refusals: changingRefusals,
  async run({ trx, by, process: ref }, { amendmentId, partId }) {
    const { process, amendment } = await amendmentToChange(trx, by, ref, amendmentId)
    const part = amendment.parts.find(({ id }) => id === partId)
    if (!part) return changedNothing(undefined)
    await trx
      .deleteFrom('amendmentPart')
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', part.id)
      .execute()
    return did(undefined, { subject: amendmentSubject(amendment), detail: { kind: part.kind } })
  },
})
