import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '#tests/setup/database.ts'
import { openDatabase } from './client.server.ts'
import type { Places } from './prepared.server.ts'

const { url } = await testDatabase()

test('a statement that is built once goes out under its name, also from the build, which has a copy of its own of the code', async () => {
  const database = openDatabase(url, { max: 1 })
  try {
    vi.resetModules()
    const { prepared } = await import('./prepared.server.ts')
    const twice = prepared('twice', (db, of: Places<{ given: number }>) =>
      sql<{ result: number }>`select 2 * ${of.given}::int as result`.compile(db),
    )
    const unnamed = prepared(null, (db, of: Places<{ given: number }>) =>
      sql<{ result: number }>`select 3 * ${of.given}::int as result`.compile(db),
    )
    expect(await twice(database.db, { given: 4 })).toEqual([{ result: 8 }])
    expect(await twice(database.db, { given: 5 })).toEqual([{ result: 10 }])
    expect(await unnamed(database.db, { given: 4 })).toEqual([{ result: 12 }])
    const { rows } = await database.pool.query('select name from pg_prepared_statements')
    expect(rows).toEqual([{ name: 'twice' }])
  } finally {
    await database.close()
  }
})
