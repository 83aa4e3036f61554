import { sql } from 'kysely'
import { v5 as uuidOf, v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { staleMessage } from '#app/acts/stale.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { nameKey } from './book.ts'
import type { PartnerForm } from './book.schema.ts'
import { openBook, partnerToChange, recordPartner } from './book-to-change.server.ts'

/** Puts an organisation in the book, under the id that the form brought along: sent twice it is there once. Refused at 'name'. */
export async function addPartner(
  db: Db | Trx,
  by: Doer,
  { id: given, partner }: { id: string; partner: PartnerForm },
  now: Date,
): Promise<string> {
  return inTransaction(db, async (trx) => {
    await openBook(trx, by)
    const { municipalityId } = by
    // The form filled in for another organisation, after going back in the browser, is about that one.
    const ids = [asId(given), uuidOf(nameKey(partner.name), asId(given))]
    const there = await trx
      .selectFrom('partner')
      .select(['id', 'name'])
      .where('municipalityId', '=', municipalityId)
      .where('id', 'in', ids)
      .execute()
    const same = there.find(({ name }) => nameKey(name) === nameKey(partner.name))
    if (same) return same.id
    const id = ids.find((one) => there.every((other) => other.id !== one)) ?? uuid()
    await refuseTakenName(trx, by, partner.name, null)
    await trx
      .insertInto('partner')
      .values({ municipalityId, id, ...partner, createdAt: now })
      .execute()
    await recordPartner(trx, by, 'addPartner', id, now)
    return id
  })
}

/** The mark of what the form about an organisation shows. */
export const markOfPartner = ({ name, kind, role, themes }: PartnerForm): string => seenMark([name, kind, role, themes])

/**
 * Changes what the book says of an organisation. `seen` is the mark of what the form showed. Refused at 'name' when another has
 * that name, and when a colleague changed it meanwhile.
 */
export async function changePartner(
  db: Db | Trx,
  by: Doer,
  { partnerId, partner, seen }: { partnerId: string; partner: PartnerForm; seen?: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await openBook(trx, by)
    const stored = await partnerToChange(trx, by, partnerId)
    const { id } = stored
    if (markOfPartner(partner) === markOfPartner(stored)) return
    if (seen !== undefined && seen !== markOfPartner(stored)) throw new Refused(staleMessage)
    await refuseTakenName(trx, by, partner.name, id)
    await trx
      .updateTable('partner')
      .set(partner)
      .where('municipalityId', '=', by.municipalityId)
      .where('id', '=', id)
      .execute()
    await recordPartner(trx, by, 'changePartner', id, now)
  })
}

/** Puts an organisation away, so that it is not invited any more, or brings it back. What it gave stays. */
export async function archivePartner(
  db: Db | Trx,
  by: Doer,
  { partnerId, archived }: { partnerId: string; archived: boolean },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await openBook(trx, by)
    const { id, archivedAt } = await partnerToChange(trx, by, partnerId)
    if ((archivedAt !== null) === archived) return
    await trx
      .updateTable('partner')
      .set({ archivedAt: archived ? now : null })
      .where('municipalityId', '=', by.municipalityId)
      .where('id', '=', id)
      .execute()
    await recordPartner(trx, by, archived ? 'archivePartner' : 'restorePartner', id, now)
  })
}

async function refuseTakenName(trx: Trx, by: Doer, name: string, except: string | null): Promise<void> {
  const taken = await trx
    .selectFrom('partner')
    .select(['id', 'archivedAt'])
    .where('municipalityId', '=', by.municipalityId)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .executeTakeFirst()
  if (!taken || taken.id === except) return
  throw new Refused(
    taken.archivedAt
      ? `“${name}” staat in het archief. Zet die organisatie terug in het partnerboek.`
      : `“${name}” staat al in het partnerboek.`,
    'name',
  )
}
