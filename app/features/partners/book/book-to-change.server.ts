import type { Doer } from '#app/features/accounts/account.ts'
import { NotFound } from '#app/errors.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { PartnerKind } from './book.ts'

/** Holds the book of a municipality until the act is done, so that of two imports the second sees the first. */
export async function lockBook(trx: Trx, by: Doer): Promise<void> {
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
