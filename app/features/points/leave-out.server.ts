import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { findPersonalData } from '#app/features/contributions/personal-data.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import { typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { lockContribution } from './contribution-to-split.server.ts'
import { keepHistory } from './point-history.server.ts'
import { redactionReasons, type RedactionReason } from './public-words.ts'
import { isRange, trimRange, type QuotedRange } from './quoted-range.ts'

const MOST_CHARACTERS = 60

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
 * what is public already it is final at once.
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
      conflict
        .columns(['municipalityId', 'contributionId', 'rangeStart', 'rangeEnd'])
        .doUpdateSet({ reason, otherReason: said, state, finalAt: null, finalBy: null }),
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
      ...{ eventId, pointId, field: 'redaction', from: null, to: redactionCode(range, reason) },
    })),
  )
  return { id }
}

async function needsTwo(trx: Trx, { municipalityId, id }: ProcessRef): Promise<boolean> {
  const { redactionNeedsTwo } = await trx
    .selectFrom('process')
    .select('redactionNeedsTwo')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return redactionNeedsTwo
}

/** Deletes what was left out, for who holds the process already. */
export async function putBack(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  redactionId: string,
  now: Date,
): Promise<void> {
  const gone = await trx
    .deleteFrom('redaction')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('id', '=', asId(redactionId))
    .returning(['contributionId', 'rangeStart', 'rangeEnd', 'reason'])
    .executeTakeFirst()
  if (!gone) throw new NotFound()
  const [eventId, range] = [uuid(), { start: gone.rangeStart, end: gone.rangeEnd }]
  const process = { municipalityId, id: processId }
  await keepHistory(
    trx,
    process,
    (await pointsQuoting(trx, process, gone.contributionId, range)).map((pointId) => ({
      ...{ eventId, pointId, field: 'redaction', from: redactionCode(range, gone.reason), to: null },
    })),
  )
  await record(trx, {
    ...{
      id: eventId,
      municipalityId,
      at: now,
      by,
      act: 'unredactRange',
      subject: { kind: 'contribution', id: gone.contributionId },
      processId,
    },
    detail: { start: gone.rangeStart, end: gone.rangeEnd, reason: gone.reason },
  })
}

/** How the history names words that are left out: where they stand, and why. */
const redactionCode = ({ start, end }: QuotedRange, reason: string) => `${start}-${end} ${reason}`

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
