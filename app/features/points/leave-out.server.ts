import { v7 as uuid } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { findPersonalData } from '#app/features/contributions/personal-data.ts'
import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { lockContribution } from './contribution-to-split.server.ts'
import type { RedactionReason } from './public-words.ts'
import { isRange, trimRange, type QuotedRange } from './quoted-range.ts'

export type RedactRange = {
  processId: string
  contributionId: string
  /** UTF-16 offsets in the verbatim text. */
  range: QuotedRange
  reason: RedactionReason
  /** Of the reason `other`: what stands in public where the words were. */
  otherReason?: string
}

const MOST_CHARACTERS = 60

/** Stores what is left out, for who holds the process already. */
export async function leaveOut(
  trx: Trx,
  by: Doer,
  { processId, contributionId, range: given, reason, otherReason = '' }: RedactRange,
  now: Date,
): Promise<{ id: string }> {
  const { municipalityId } = by
  const { id: ownId, text } = await lockContribution(trx, { municipalityId, id: processId }, contributionId)
  const range = isRange(text, given.start, given.end) ? trimRange(text, given) : null
  if (!range)
    throw new Refused(
      'Dit stuk kon niet worden weggelaten. Kies een stuk van de tekst waarin woorden staan.',
      'weglaten',
    )
  const said = reason === 'other' ? otherReason.trim() : ''
  if (reason === 'other' && said === '')
    throw new Refused('Schrijf wat er in plaats van de woorden komt te staan.', 'andersReden')
  if (said.length > MOST_CHARACTERS)
    throw new Refused(`Gebruik hoogstens ${MOST_CHARACTERS} tekens voor de reden.`, 'andersReden')
  if (findPersonalData(said).length > 0)
    throw new Refused(
      'Schrijf in plaats van de woorden geen telefoonnummer, adres of ander gegeven van een persoon.',
      'andersReden',
    )
  const { id } = await trx
    .insertInto('redaction')
    .values({
      ...{ municipalityId, id: uuid(), processId, contributionId: ownId, rangeStart: range.start, rangeEnd: range.end },
      ...{ reason, otherReason: said, createdAt: now, createdBy: by.id },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['municipalityId', 'contributionId', 'rangeStart', 'rangeEnd'])
        .doUpdateSet({ reason, otherReason: said }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(trx, {
    ...{ municipalityId, at: now, by, act: 'redactRange', subject: { kind: 'contribution', id: ownId }, processId },
    detail: { start: range.start, end: range.end, reason },
  })
  return { id }
}

/** Deletes what was left out, for who holds the process already. */
export async function putBack(
  trx: Trx,
  by: Doer,
  { processId, redactionId }: { processId: string; redactionId: string },
  now: Date,
): Promise<void> {
  const { municipalityId } = by
  const gone = await trx
    .deleteFrom('redaction')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
    .where('id', '=', asId(redactionId))
    .returning(['contributionId', 'rangeStart', 'rangeEnd', 'reason'])
    .executeTakeFirst()
  if (!gone) throw new NotFound()
  await record(trx, {
    ...{
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
