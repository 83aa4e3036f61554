import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { isBusy } from '#app/errors.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { networkTo } from '#tests/setup/network.ts'
import { openDatabase, waits, type Work } from './client.server.ts'

const { url } = await testDatabase()
const kinds: Work[] = ['serving', 'jobs', 'messages', 'command', 'migration', 'probe']

test.each(kinds)('the waits of %s are limited by the database itself', async (work) => {
  const database = openDatabase(url, { work })
  try {
    const { rows } = await sql<Record<string, number>>`
      select name, setting::int as ms from pg_settings
      where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`.execute(
      database.db,
    )
    const { statement, lock, idleInTransaction, connect, max } = waits[work]
    expect(rows.map(({ ms }) => ms)).toEqual([idleInTransaction, lock, statement])
    expect(rows.every(({ ms = 0 }) => ms > 0)).toBe(true)
    expect(database.pool.options).toMatchObject({ max, connectionTimeoutMillis: connect })
  } finally {
    await database.close()
  }
})

test('a transaction that stays idle is ended, and its locks are released', async () => {
  const heard: string[] = []
  const database = openDatabase(url, {
    work: 'serving',
    idleInTransaction: 100,
    onError: (error) => heard.push(error.message),
  })
  try {
    const left = await database.pool.connect()
    await left.query('begin')
    await left.query('lock table municipality in access exclusive mode')
    // Waits until the lock is free, so no clock decides.
    expect((await database.pool.query('select count(*) from municipality')).rowCount).toBe(1)
    await expect(left.query('select 1')).rejects.toThrow()
    left.release(true)
    expect(heard.join()).toContain('idle-in-transaction')
  } finally {
    await database.close()
  }
})

test('a database that is silent keeps nobody waiting, and is used again when it can be reached', async () => {
  const network = await networkTo(url)
  const database = openDatabase(network.url, {
    work: 'serving',
    connect: 300,
    statement: 300,
    lock: 300,
    idleInTransaction: 300,
    idleMs: 300,
  })
  try {
    await database.pool.query('select 1')
    network.goSilent()
    const error: unknown = await database.pool.query('select 1').catch((reason: unknown) => reason)
    expect(isBusy(error), String(error)).toBe(true)
    expect((await database.pool.query('select 1')).rowCount).toBe(1)
  } finally {
    await database.close()
    network.close()
  }
})
