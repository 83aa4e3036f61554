import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { openDatabase, type Database } from '#db/client.server.ts'
import { aMunicipality, aProcess } from '../factories.ts'
import { testDatabase } from './database.ts'

const { db, url } = await testDatabase()

test('every table has a key that begins with the municipality', async () => {
  const { rows } = await sql<{ table: string; first: string }>`
    select c.relname as table, a.attname as first
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relkind = 'r' and c.relname not like 'kysely%' order by 1`.execute(db)
  expect(rows.length).toBeGreaterThan(20)
  for (const { table, first } of rows)
    expect(`${table}: ${first}`).toBe(`${table}: ${table === 'municipality' ? 'id' : 'municipality_id'}`)
})

test('the database itself refuses a link to another municipality', async () => {
  const [ours, theirs] = [await aMunicipality(db), await aMunicipality(db)]
  const process = await aProcess(db, ours)
  const link = db
    .insertInto('theme')
    .values({ municipalityId: theirs.id, id: crypto.randomUUID(), processId: process.id, position: 1, name: 'Zorg' })
    .execute()
  await expect(link).rejects.toThrow(/foreign key/)
})

test('closing a database ends its connections, whatever it was used for', async () => {
  for (const use of [
    async ({ pool }: Database) => void (await pool.query('select 1')),
    async ({ db }: Database) => void (await sql`select 1`.execute(db)),
    async () => {},
  ]) {
    const database = openDatabase(url)
    await use(database)
    await database.close()
    expect(database.pool.ended).toBe(true)
  }
})
