import { v7 as uuid } from 'uuid'
import { cellErrorLine } from '#app/csv-table.ts'
import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { BookError, FilePartner } from './book-file.ts'
import { openBook } from './book-to-change.server.ts'
import { nameKey, type BookPartner, type BookPerson } from './book.ts'
import { insertPerson } from './change-people.server.ts'
import { wholeBook } from './queries.server.ts'

/** Every cell that is wrong; nothing was stored. */
export class BookRefused extends Refused {
  readonly errors: BookError[]
  constructor(errors: BookError[]) {
    super(errors.map(cellErrorLine).join('\n'))
    this.errors = errors
  }
}

export type BookImported = { added: number; changed: number; same: number }

/**
 * Takes the organisations and people of a file in, all or none. Who is in the book already gets what the file says otherwise;
 * what it leaves open, and who it does not name, stays as it is. The same file again changes nothing. Throws BookRefused.
 */
export async function importBook(
  db: Db | Trx,
  by: Doer,
  { partners, errors }: { partners: readonly FilePartner[]; errors: readonly BookError[] },
  now: Date,
): Promise<BookImported> {
  if (errors.length > 0) throw new BookRefused([...errors])
  return inTransaction(db, async (trx) => {
    await openBook(trx, by)
    const { municipalityId } = by
    // Held as for a change of one: people of an organisation may ask a colleague at the same moment.
    await trx
      .selectFrom('partner')
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .orderBy('id')
      .forUpdate()
      .execute()
    const book = new Map((await wholeBook(trx, municipalityId)).map((partner) => [nameKey(partner.name), partner]))
    const archived = partners.filter(({ name }) => book.get(nameKey(name))?.isArchived)
    if (archived.length > 0) {
      throw new BookRefused(
        archived.map(({ row, name }) => ({
          row,
          field: 'organisatie',
          message: `${name} staat in het archief; zet die eerst terug`,
        })),
      )
    }
    const imported: BookImported = { added: 0, changed: 0, same: 0 }
    for (const partner of partners) {
      const there = book.get(nameKey(partner.name))
      if (there) imported[(await changeFromFile(trx, municipalityId, there, partner, now)) ? 'changed' : 'same']++
      else {
        await addFromFile(trx, municipalityId, partner, now)
        imported.added++
      }
    }
    const { added, changed } = imported
    if (added + changed > 0) {
      await record(trx, {
        municipalityId,
        at: now,
        by,
        act: 'importPartners',
        subject: { kind: 'municipality', id: municipalityId },
        detail: { added, changed },
      })
    }
    return imported
  })
}

async function addFromFile(
  trx: Trx,
  municipalityId: string,
  { name, kind, role, themes, people }: FilePartner,
  now: Date,
): Promise<void> {
  const id = uuid()
  await trx
    .insertInto('partner')
    .values({
      municipalityId,
      id,
      name,
      kind: kind ?? 'organisation',
      role: role ?? '',
      themes: themes ?? [],
      createdAt: now,
    })
    .execute()
  for (const person of people) await insertPerson(trx, municipalityId, id, person, now)
}

/** Gives whether something changed. */
async function changeFromFile(
  trx: Trx,
  municipalityId: string,
  there: BookPartner & { people: BookPerson[] },
  file: FilePartner,
  now: Date,
): Promise<boolean> {
  const said = { kind: file.kind ?? there.kind, role: file.role ?? there.role, themes: file.themes ?? there.themes }
  let changed = JSON.stringify(said) !== JSON.stringify({ kind: there.kind, role: there.role, themes: there.themes })
  if (changed)
    await trx
      .updateTable('partner')
      .set(said)
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', there.id)
      .execute()
  for (const person of file.people) {
    const known = there.people.find(({ email }) => email === person.email)
    if (known && known.name === person.name && known.isCoordinator === person.isCoordinator) continue
    changed = true
    if (known)
      await trx
        .updateTable('partnerPerson')
        .set(person)
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', known.id)
        .execute()
    else await insertPerson(trx, municipalityId, there.id, person, now)
  }
  return changed
}
