import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { contributionIdOf } from '#app/features/points/contribution-to-split.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seen, typed } from '#app/forms/typed.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'
import { chosenIds, decision } from './answer.schema.ts'
import { answerScopes } from './scope.ts'
import { answerToShow, type ShownAnswer } from './stored-answer.server.ts'

/** What a draft says: all that the form has, complete or not. */
const draftFields = {
  disposition: decision.nullish(),
  reply: typed.default(''),
  forwardedTo: typed.default(''),
  sectionIds: chosenIds,
  paragraphIds: chosenIds,
  otherPointIds: chosenIds,
  scope: z.enum(answerScopes).nullish(),
}
const draftSchema = z.object(draftFields)

type Draft = z.output<typeof draftSchema>

/** Far more than an answer may have, so that who pastes too much loses nothing; a draft is stored and shown as a whole. */
const LONGEST_DRAFT = 100_000
const upToLongest = draftFields.reply.refine(
  ({ length }) => length <= LONGEST_DRAFT,
  'Dit is te lang om als concept te bewaren. Maak de tekst korter.',
)

export type AnswerDraft = Draft & {
  /** Mark of the answer that it was typed over. */
  seen: string
  savedAt: Date
}

/**
 * Keeps what an official typed of the answer to a point, for this official alone; what the answer says already is no draft. It
 * changes nothing of the work, so the record says nothing of it. `find` is for the page: words to find in the plan.
 */
export const keepDraft = act({
  name: 'keepDraft',
  by: byProcessor,
  on: 'process',
  input: z.object({
    ...{ pointId: z.string(), ...draftFields, find: typed.default(''), seen },
    ...{ reply: upToLongest, forwardedTo: upToLongest },
  }),
  refusals: { onlyPeople: { says: 'Een concept is van een persoon. Log in om het te bewaren.' } },
  async run({ trx, by, now, process, refuse }, { pointId, seen: mark = '', find: _, ...fields }) {
    if (by.id === null) return refuse('onlyPeople')
    const { municipalityId } = by
    const ref = { municipalityId, id: process.id }
    await contributionIdOf(trx, ref, pointId)
    const answer = await answerToShow(trx, ref, pointId)
    if (saysNothingNew(fields, answer)) {
      await eraseDraft(trx, ref, pointId, by.id)
      return changedNothing<{ keptAt: string | null }>({ keptAt: null })
    }
    const kept = { fields: JSON.stringify(fields), seen: mark, savedAt: now }
    await trx
      .insertInto('answerDraft')
      .values({ municipalityId, processId: process.id, pointId, accountId: by.id, ...kept })
      .onConflict((conflict) => conflict.columns(['municipalityId', 'pointId', 'accountId']).doUpdateSet(kept))
      .execute()
    return changedNothing<{ keptAt: string | null }>({ keptAt: now.toISOString() })
  },
})

/** Whether the form says what the answer says, or is as empty as a new one. */
function saysNothingNew(fields: Draft, answer: ShownAnswer | null): boolean {
  if (fields.otherPointIds.length > 0) return false
  const { disposition = null, reply, forwardedTo, sectionIds, paragraphIds } = fields
  if (!answer) return disposition === null && `${reply}${forwardedTo}`.trim() === '' && paragraphIds.length === 0
  return (
    disposition === answer.disposition &&
    reply === answer.reply &&
    forwardedTo === answer.forwardedTo &&
    (fields.scope ?? 'point') === answer.scope &&
    sameIds(sectionIds, answer.sectionIds) &&
    sameIds(paragraphIds, answer.paragraphIds)
  )
}

const sameIds = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((id) => others.includes(id))

/** Throws away what someone typed of the answer to a point and did not save. */
export const dropDraft = act({
  name: 'dropDraft',
  by: byProcessor,
  on: 'process',
  input: z.object({ pointId: z.string() }),
  refusals: {},
  async run({ trx, by, process }, { pointId }) {
    const ref = { municipalityId: by.municipalityId, id: process.id }
    await contributionIdOf(trx, ref, pointId)
    await eraseDraft(trx, ref, pointId, by.id)
    return changedNothing(undefined)
  },
})

/** Erases the draft of someone: it was saved, or is not wanted. */
export async function eraseDraft(
  trx: Trx,
  { municipalityId }: ProcessRef,
  pointId: string,
  accountId: string | null,
): Promise<void> {
  await trx
    .deleteFrom('answerDraft')
    .where('municipalityId', '=', municipalityId)
    .where('pointId', '=', pointId)
    .where('accountId', '=', accountId)
    .execute()
}

/** What this person typed of the answer to a point and did not save; null when there is nothing. */
export async function draftOf(
  db: Db,
  { municipalityId }: ProcessRef,
  pointId: string,
  accountId: string,
): Promise<AnswerDraft | null> {
  const [found] = await ownDraft(db, { municipalityId, pointId, accountId })
  if (!found) return null
  const { seen: mark, savedAt } = found
  return { ...draftSchema.parse(found.fields), seen: mark, savedAt }
}

const ownDraft = prepared(
  'answerDraft',
  (db, of: Places<{ municipalityId: string; pointId: string; accountId: string }>) =>
    db
      .selectFrom('answerDraft')
      .select(['fields', 'seen', 'savedAt'])
      .where('municipalityId', '=', of.municipalityId)
      .where('pointId', '=', of.pointId)
      .where('accountId', '=', of.accountId)
      .compile(),
)

/** How long a draft that nobody touches is kept. */
const KEPT_DAYS = 60

/** Erases drafts of answers that nobody touched for so long: what they say was never meant for the file. */
export async function forgetAnswerDrafts(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('answerDraft')
    .where('savedAt', '<', new Date(now.getTime() - KEPT_DAYS * 86_400_000))
    .execute()
}
