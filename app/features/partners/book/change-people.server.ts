import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { personForm, type PersonForm } from './book.schema.ts'
import { lockBook, partnerToChange } from './book-to-change.server.ts'

const refusals = {
  emailTaken: { says: (name: string) => `Dit e-mailadres staat al bij ${name}.`, at: 'email' },
}

/** Adds someone who works for an organisation. Sent twice it is one person. */
export const addPartnerPerson = act({
  name: 'addPartnerPerson',
  by: byProcessor,
  input: personForm.extend({ partnerId: z.string() }),
  refusals,
  async run({ trx, by, now, refuse }, { partnerId, ...person }) {
    await lockBook(trx, by)
    const { id } = await partnerToChange(trx, by, partnerId)
    const there = await personByEmail(trx, by, id, person.email)
    if (there && isSame(there, person)) return changedNothing(undefined)
    if (there) refuse('emailTaken', there.name)
    await insertPerson(trx, by.municipalityId, id, person, now)
    return did(undefined, { subject: { kind: 'partner', id } })
  },
})

/**
 * Changes someone. A new address is a new mailbox, which was never written to: that makes it someone else to the messages. The
 * same form sent again finds them under that address, and changes nothing.
 */
export const changePartnerPerson = act({
  name: 'changePartnerPerson',
  by: byProcessor,
  input: personForm.extend({ partnerId: z.string(), personId: z.string() }),
  refusals,
  async run({ trx, by, refuse }, { partnerId, personId, ...person }) {
    await lockBook(trx, by)
    const { id } = await partnerToChange(trx, by, partnerId)
    const other = await personByEmail(trx, by, id, person.email)
    if (other && other.id !== personId) {
      const isDone = isSame(other, person) && !(await isThere(trx, by, id, personId))
      if (isDone) return changedNothing(undefined)
      refuse('emailTaken', other.name)
    }
    const { numUpdatedRows } = await trx
      .updateTable('partnerPerson')
      .set({ ...person, ...(other ? {} : { id: uuid() }) })
      .where('municipalityId', '=', by.municipalityId)
      .where('partnerId', '=', id)
      .where('id', '=', asId(personId))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new NotFound()
    return did(undefined, { subject: { kind: 'partner', id } })
  },
})

/** Takes someone out of an organisation: from then on they see nothing of its work. */
export const removePartnerPerson = act({
  name: 'removePartnerPerson',
  by: byProcessor,
  input: z.object({ partnerId: z.string(), personId: z.string() }),
  refusals: {},
  async run({ trx, by }, { partnerId, personId }) {
    await lockBook(trx, by)
    const { id } = await partnerToChange(trx, by, partnerId)
    const { numDeletedRows } = await trx
      .deleteFrom('partnerPerson')
      .where('municipalityId', '=', by.municipalityId)
      .where('partnerId', '=', id)
      .where('id', '=', asId(personId))
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new NotFound()
    return did(undefined, { subject: { kind: 'partner', id } })
  },
})

export async function insertPerson(
  trx: Trx,
  municipalityId: string,
  partnerId: string,
  person: PersonForm,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('partnerPerson')
    .values({ municipalityId, id: uuid(), partnerId, ...person, createdAt: now })
    .execute()
}

function personByEmail(trx: Trx, by: Doer, partnerId: string, email: string) {
  return trx
    .selectFrom('partnerPerson')
    .select(['id', 'name', 'isCoordinator'])
    .where('municipalityId', '=', by.municipalityId)
    .where('partnerId', '=', partnerId)
    .where('email', '=', email)
    .executeTakeFirst()
}

async function isThere(trx: Trx, by: Doer, partnerId: string, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('partnerPerson')
    .select('id')
    .where('municipalityId', '=', by.municipalityId)
    .where('partnerId', '=', partnerId)
    .where('id', '=', asId(personId))
    .executeTakeFirst()
  return row !== undefined
}

const isSame = (stored: Pick<PersonForm, 'name' | 'isCoordinator'>, person: PersonForm) =>
  stored.name === person.name && stored.isCoordinator === person.isCoordinator
