import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import type { Doer } from '#app/features/accounts/account.ts'
import { findPersonalData } from '#app/features/contributions/personal-data.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { typed } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import type { CarriedRedaction } from './carry-redactions.server.ts'
import { lockContribution } from './contribution-to-split.server.ts'
import { leaveOutOfOthers, type FromContribution } from './leave-out-of-others.server.ts'
import { keepHistory } from './point-history.server.ts'
import { redactionReasons, type RedactionReason } from './public-words.ts'
import { isRange, trimRange, type QuotedRange } from './quoted-range.ts'
import { redactionCode } from './redactions.server.ts'

const MOST_CHARACTERS = 60

/** For acts that leave words out of what is not public yet: what the same says in public is changed with an account of it. */
export const alikePublicRefusal = {
  alikePublic: {
    says: (number: string) =>
      `Punt ${number} zegt hetzelfde en is al openbaar. Laat de woorden daar weg, dan gaan ze overal tegelijk weg.`,
  },
}

/** Why words are left out, and of the reason `other` what stands in public where they were. */
export const whyLeftOut = {
  reason: z.enum(redactionReasons, { error: 'Kies wat deze woorden zijn.' }),
  otherReason: typed.optional(),
}

/** Checks that of the reason `other` it is said, in words that are public themselves. */
export function checkOtherReason(
  { reason, otherReason = '' }: { reason: RedactionReason; otherReason?: string | undefined },
  context: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void },
): void {
  if (reason !== 'other') return
  const report = (message: string) => context.addIssue({ code: 'custom', path: ['otherReason'], message })
  const said = otherReason.trim()
  if (said === '') report('Schrijf wat er in plaats van de woorden komt te staan.')
  else if (said.length > MOST_CHARACTERS) report(`Gebruik hoogstens ${MOST_CHARACTERS} tekens voor de reden.`)
  else if (findPersonalData(said).length > 0)
    report('Schrijf in plaats van de woorden geen telefoonnummer, adres of ander gegeven van een persoon.')
}

export type PieceToLeaveOut = {
  contributionId: string
  reason: RedactionReason
  otherReason?: string | undefined
  /** UTF-16 offsets in the verbatim text. */
  range: QuotedRange
}

/**
 * Stores what is left out, for who holds the process already. Where two have to look, it is provisional until the second one did; of
 * what is public already it is final at once. Whoever gives another reason is the one who left it out.
 */
export async function leaveOut(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  { contributionId, range: given, reason, otherReason = '' }: PieceToLeaveOut,
  now: Date,
): Promise<{ id: string }> {
  const process = { municipalityId, id: processId }
  const { id: ownId, text, publicationId } = await lockContribution(trx, process, contributionId, { alsoPublic: true })
  const range = isRange(text, given.start, given.end) ? trimRange(text, given) : null
  if (!range) throw new Error('what is left out of a text has words')
  const said = reason === 'other' ? otherReason.trim() : ''
  const state = publicationId === null && (await needsTwo(trx, process)) ? 'provisional' : 'final'
  const { id } = await trx
    .insertInto('redaction')
    .values({
      ...{ municipalityId, id: uuid(), processId, contributionId: ownId, rangeStart: range.start, rangeEnd: range.end },
      ...{ reason, otherReason: said, createdAt: now, createdBy: by.id, state },
    })
    .onConflict((conflict) =>
      conflict.columns(['municipalityId', 'contributionId', 'rangeStart', 'rangeEnd']).doUpdateSet({
        ...{ reason, otherReason: said, state, finalAt: null, finalBy: null },
        createdBy: sql<
          string | null
        >`case when ${isAnotherReason} then excluded.created_by else redaction.created_by end`,
        createdAt: sql<Date>`case when ${isAnotherReason} then excluded.created_at else redaction.created_at end`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  const eventId = uuid()
  await record(trx, {
    ...{ municipalityId, at: now, by, act: 'redactRange', subject: { kind: 'contribution', id: ownId }, processId },
    ...{ id: eventId, detail: { start: range.start, end: range.end, reason } },
  })
  await keepHistory(
    trx,
    process,
    (await pointsQuoting(trx, process, ownId, range)).map((pointId) => ({
      ...{ eventId, pointId, field: 'redaction', from: null, to: redactionCode([range], reason) },
    })),
  )
  return { id }
}

const isAnotherReason = sql`(redaction.reason, redaction.other_reason) is distinct from (excluded.reason, excluded.other_reason)`

async function needsTwo(trx: Trx, { municipalityId, id }: ProcessRef): Promise<boolean> {
  const { redactionNeedsTwo } = await trx
    .selectFrom('process')
    .select('redactionNeedsTwo')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return redactionNeedsTwo
}

/** What is left out, all of one contribution, and what to do about others that say the same. */
export type LeaveOutEverywhere = { pieces: readonly PieceToLeaveOut[] } & Omit<
  FromContribution,
  'contributionId' | 'ids'
>

/**
 * Leaves pieces out of one contribution, and of every other one where points say the same, for who holds the process alone. Gives the pieces
 * of the contribution, and what is left out of others.
 */
export async function leaveOutEverywhere(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { pieces, ...from }: LeaveOutEverywhere,
  now: Date,
): Promise<{ ids: string[]; others: CarriedRedaction[] }> {
  const ids: string[] = []
  for (const piece of pieces) ids.push((await leaveOut(trx, by, process, piece, now)).id)
  const [contributionId = ''] = pieces.map((piece) => piece.contributionId)
  return { ids, others: await leaveOutOfOthers(trx, by, process, { ...from, contributionId, ids }, now) }
}

/** The points of a contribution that quote any of these words. */
async function pointsQuoting(
  trx: Trx,
  { municipalityId }: ProcessRef,
  contributionId: string,
  { start, end }: QuotedRange,
): Promise<string[]> {
  const rows = await trx
    .selectFrom('point')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', contributionId)
    .where('quoteStart', '<', end)
    .where('quoteEnd', '>', start)
    .execute()
  return rows.map(({ id }) => id)
}
