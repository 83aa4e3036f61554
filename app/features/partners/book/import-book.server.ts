import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { cellErrorLine } from '#app/csv-table.ts'
import { unreadableRefusal } from '#app/table-file.server.ts'
import type { Trx } from '#db/client.server.ts'
import type { BookError, FilePartner } from './book-file.ts'
import { lockBook } from './book-to-change.server.ts'
import { nameKey, type BookPartner, type BookPerson } from './book.ts'
import { insertPerson } from './change-people.server.ts'
import { wholeBook } from './queries.server.ts'
import { readBookFile } from './read-book-file.server.ts'

type BookImported = { added: number; changed: number; same: number; fromWindows: boolean }

/** What a table of cells that are wrong hangs on, so that the page can show all of them. */
type WrongCells = { cells: BookError[] }

const MEGABYTE = 1024 * 1024

/**
 * Takes the organisations and people of a file in, all or none. Who is in the book already gets what the file says otherwise;
 * what it leaves open, and who it does not name, stays as it is. The same file again changes nothing.
 */
export const importPartners = act({
  name: 'importPartners',
  by: byProcessor,
  input: z.object({
    file: z
      .instanceof(File, { error: 'Kies het bestand met de organisaties.' })
      .refine(
        ({ size }) => size <= MEGABYTE,
        'Dit bestand is groter dan 1 MB. Bewaar alleen het blad met de organisaties, en kies dat.',
      ),
  }),
  refusals: {
    ...unreadableRefusal,
    wrongCells: { says: ({ cells }: WrongCells) => cells.map(cellErrorLine).join('\n') },
  },
  prepare: async (_, { file }) => readBookFile(new Uint8Array(await file.arrayBuffer())),
  async run({ trx, by, now, refuse }, _, { partners, errors, fromWindows }) {
    if (errors.length > 0) refuse('wrongCells', { cells: errors })
    await lockBook(trx, by)
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
    const cells = partners
      .filter(({ name }) => book.get(nameKey(name))?.isArchived)
      .map(({ row, name }) => ({
        ...{ row, field: 'organisatie' as const },
        message: `${name} staat in het archief; zet die eerst terug`,
      }))
    if (cells.length > 0) refuse('wrongCells', { cells })
    const imported: BookImported = { added: 0, changed: 0, same: 0, fromWindows }
    for (const partner of partners) {
      const there = book.get(nameKey(partner.name))
      if (there) imported[(await changeFromFile(trx, municipalityId, there, partner, now)) ? 'changed' : 'same']++
      else {
        await addFromFile(trx, municipalityId, partner, now)
        imported.added++
      }
    }
    const { added, changed } = imported
    if (added + changed === 0) return changedNothing(imported)
    return did(imported, { subject: { kind: 'municipality', id: municipalityId }, detail: { added, changed } })
  },
})

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
