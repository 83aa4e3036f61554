import { v7 as uuid } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { PersonForm } from './book.schema.ts'
import { openBook, partnerToChange, recordPartner } from './book-to-change.server.ts'

type Of = { partnerId: string }

/** Adds someone who works for an organisation. Sent twice it is one person; refused at 'email' when that address has another name. */
export async function addPerson(
  db: Db | Trx,
  by: Doer,
  { partnerId, person }: Of & { person: PersonForm },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await openBook(trx, by)
    const { id } = await partnerToChange(trx, by, partnerId)
    const there = await personByEmail(trx, by, id, person.email)
    if (there && isSame(there, person)) return
    if (there) throw taken(there.name)
    await insertPerson(trx, by.municipalityId, id, person, now)
    await recordPartner(trx, by, 'addPartnerPerson', id, now)
  })
}

/**
 * Changes someone. A new address is a new mailbox, which was never written to: that makes it someone else to the messages. The
 * same form sent again finds them under that address, and changes nothing.
 */
export async function changePerson(
  db: Db | Trx,
  by: Doer,
  input: Of & { personId: string; person: PersonForm },
  now: Date,
): Promise<void> {
  const { partnerId, personId, person } = input
  await inTransaction(db, async (trx) => {
    await openBook(trx, by)
    const { id } = await partnerToChange(trx, by, partnerId)
    const other = await personByEmail(trx, by, id, person.email)
    if (other && other.id !== personId) {
      const isDone = isSame(other, person) && !(await isThere(trx, by, id, personId))
      if (isDone) return
      throw taken(other.name)
    }
    const { numUpdatedRows } = await trx
      .updateTable('partnerPerson')
      .set({ ...person, ...(other ? {} : { id: uuid() }) })
      .where('municipalityId', '=', by.municipalityId)
      .where('partnerId', '=', id)
      .where('id', '=', asId(personId))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new NotFound()
    await recordPartner(trx, by, 'changePartnerPerson', id, now)
  })
}

/** Takes someone out of an organisation: from then on they see nothing of its work. */
export async function removePerson(
  db: Db | Trx,
  by: Doer,
  { partnerId, personId }: Of & { personId: string },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await openBook(trx, by)
    const { id } = await partnerToChange(trx, by, partnerId)
    const { numDeletedRows } = await trx
      .deleteFrom('partnerPerson')
      .where('municipalityId', '=', by.municipalityId)
      .where('partnerId', '=', id)
      .where('id', '=', asId(personId))
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new NotFound()
    await recordPartner(trx, by, 'removePartnerPerson', id, now)
  })
}

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

const taken = (name: string) => new Refused(`Dit e-mailadres staat al bij ${name}.`, 'email')
