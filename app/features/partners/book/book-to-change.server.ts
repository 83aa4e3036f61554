import type { Doer } from '#app/features/accounts/account.ts'
import { NotFound } from '#app/errors.server.ts'
import { needRole } from '#app/features/processes/lock-process.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { PartnerKind } from './book.ts'

/** Begins an act on the book of a municipality. They go one at a time, so that of two imports the second sees the first. */
export async function openBook(trx: Trx, by: Doer): Promise<void> {
  needRole(by, 'processor')
  await trx.selectFrom('municipality').select('id').where('id', '=', by.municipalityId).forNoKeyUpdate().execute()
}

/** An organisation in the book of who does it, held: its own people may ask a colleague at the same moment. Throws NotFound. */
export async function partnerToChange(trx: Trx, by: Doer, partnerId: string) {
  const partner = await trx
    .selectFrom('partner')
    .select(['id', 'name', 'kind', 'role', 'themes', 'archivedAt'])
    .where('municipalityId', '=', by.municipalityId)
    .where('id', '=', asId(partnerId))
    .forUpdate()
    .executeTakeFirst()
  if (!partner) throw new NotFound()
  // The check on this column in the database names the same kinds.
  return { ...partner, kind: partner.kind as PartnerKind }
}

export function recordPartner(trx: Trx, by: Doer, act: string, partnerId: string, now: Date): Promise<void> {
  return record(trx, {
    municipalityId: by.municipalityId,
    at: now,
    by,
    act,
    subject: { kind: 'partner', id: partnerId },
  })
}
