import { sql } from 'kysely'
import { v5 as uuidOf, v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { key, seen } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import { nameKey } from './book.ts'
import { partnerForm, type PartnerForm } from './book.schema.ts'
import { lockBook, partnerToChange } from './book-to-change.server.ts'

const nameRefusals = {
  nameTaken: { says: (name: string) => `“${name}” staat al in het partnerboek.`, at: 'name' },
  nameInArchive: {
    says: (name: string) => `“${name}” staat in het archief. Zet die organisatie terug in het partnerboek.`,
    at: 'name',
  },
}

/** Puts an organisation in the book, under the id that the form brought along: sent twice it is there once. Gives its id. */
export const addPartner = act({
  name: 'addPartner',
  by: byProcessor,
  input: partnerForm.extend({ key }),
  refusals: nameRefusals,
  async run({ trx, by, now }, { key: given, ...partner }) {
    await lockBook(trx, by)
    const { municipalityId } = by
    // The form filled in for another organisation, after going back in the browser, is about that one.
    const ids = [given, uuidOf(nameKey(partner.name), given)]
    const there = await trx
      .selectFrom('partner')
      .select(['id', 'name'])
      .where('municipalityId', '=', municipalityId)
      .where('id', 'in', ids)
      .execute()
    const same = there.find(({ name }) => nameKey(name) === nameKey(partner.name))
    if (same) return changedNothing(same.id)
    const id = ids.find((one) => there.every((other) => other.id !== one)) ?? uuid()
    await refuseTakenName(trx, by, partner.name, null)
    await trx
      .insertInto('partner')
      .values({ municipalityId, id, ...partner, createdAt: now })
      .execute()
    return did(id, { subject: { kind: 'partner', id } })
  },
})

/** The mark of what the form about an organisation shows. */
export const markOfPartner = ({ name, kind, role, themes }: PartnerForm): string => seenMark([name, kind, role, themes])

/** Changes what the book says of an organisation; what is stored already changes nothing, whatever was seen. */
export const changePartner = act({
  name: 'changePartner',
  by: byProcessor,
  input: partnerForm.extend({ partnerId: z.string(), seen }),
  refusals: { ...nameRefusals, stale: staleRefusal },
  async run({ trx, by }, { partnerId, seen, ...partner }) {
    await lockBook(trx, by)
    const stored = await partnerToChange(trx, by, partnerId)
    const { id } = stored
    if (markOfPartner(partner) === markOfPartner(stored)) return changedNothing(undefined)
    refuseStale(seen, markOfPartner(stored))
    await refuseTakenName(trx, by, partner.name, id)
    await trx
      .updateTable('partner')
      .set(partner)
      .where('municipalityId', '=', by.municipalityId)
      .where('id', '=', id)
      .execute()
    return did(undefined, { subject: { kind: 'partner', id } })
  },
})

/** Puts an organisation away, so that it is not invited any more. What it gave stays. */
export const archivePartner = act({
  name: 'archivePartner',
  by: byProcessor,
  input: z.object({ partnerId: z.string() }),
  refusals: {},
  run: async ({ trx, by, now }, { partnerId }) => setArchived(trx, by, partnerId, now),
})

/** Brings an organisation back out of the archive. */
export const restorePartner = act({
  name: 'restorePartner',
  by: byProcessor,
  input: z.object({ partnerId: z.string() }),
  refusals: {},
  run: async ({ trx, by }, { partnerId }) => setArchived(trx, by, partnerId, null),
})

async function setArchived(trx: Trx, by: Doer, partnerId: string, archivedAt: Date | null) {
  await lockBook(trx, by)
  const partner = await partnerToChange(trx, by, partnerId)
  if ((partner.archivedAt === null) === (archivedAt === null)) return changedNothing(undefined)
  await trx
    .updateTable('partner')
    .set({ archivedAt })
    .where('municipalityId', '=', by.municipalityId)
    .where('id', '=', partner.id)
    .execute()
  return did(undefined, { subject: { kind: 'partner', id: partner.id } })
}

async function refuseTakenName(trx: Trx, by: Doer, name: string, except: string | null): Promise<void> {
  const taken = await trx
    .selectFrom('partner')
    .select(['id', 'archivedAt'])
    .where('municipalityId', '=', by.municipalityId)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .executeTakeFirst()
  if (!taken || taken.id === except) return
  throw refusedBy(nameRefusals, taken.archivedAt ? 'nameInArchive' : 'nameTaken', name)
}
