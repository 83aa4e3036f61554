import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#tests/setup/database.ts'
import { tallyColumns } from './tally-columns.ts'

const { db } = await testDatabase()

test('all columns by which the database counts points are added up, and no other', async () => {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_name = 'point_tally' and column_name not in ('municipality_id', 'process_id', 'id', 'points')`.execute(
    db,
  )
  expect(rows.map(({ name }) => name).sort()).toEqual([...tallyColumns].sort())
})
