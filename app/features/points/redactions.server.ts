import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { Redaction, RedactionReason } from './public-words.ts'
import type { QuotedRange } from './quoted-range.ts'

export type StoredRedaction = Redaction & { id: string; createdAt: Date; createdBy: string | null }

/** What is left out of each of these contributions, in the order of the text; of one with nothing left out there is no entry. */
export async function redactionsOf(
  db: Db | Trx,
  process: ProcessRef,
  contributionIds: readonly string[],
): Promise<Map<string, StoredRedaction[]>> {
  const found = new Map<string, StoredRedaction[]>()
  if (contributionIds.length === 0) return found
  const rows = await db
    .selectFrom('redaction')
    .select([
      'id',
      'contributionId',
      'rangeStart as start',
      'rangeEnd as end',
      'reason',
      'otherReason',
      'createdAt',
      'createdBy',
    ])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where((eb) => eb('contributionId', '=', eb.fn.any(eb.val([...new Set(contributionIds)]))))
    .orderBy('rangeStart')
    .orderBy('rangeEnd')
    .execute()
  for (const { contributionId, reason, ...row } of rows) {
    // The check on this column in the database names the same reasons.
    const redaction = { ...row, reason: reason as RedactionReason }
    const own = found.get(contributionId)
    if (own) own.push(redaction)
    else found.set(contributionId, [redaction])
  }
  return found
}

/** How the history names words that are left out of a point by one act: where they stand, and why. */
export const redactionCode = (places: readonly QuotedRange[], reason: string) =>
  `${places.map(({ start, end }) => `${start}-${end}`).join(',')} ${reason}`
