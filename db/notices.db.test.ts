import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { openDatabase } from '#db/client.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { noticesOf } from './notices.server.ts'

const { db, pool, url } = await testDatabase()
const tell = (channel: string, payload: string) => sql`select pg_notify(${channel}, ${payload})`.execute(db)
const heardOn = (channel: string) => {
  const heard: (string | null)[] = []
  const stop = noticesOf(pool).hear(channel, (payload) => heard.push(payload))
  return { heard, stop }
}

test('what is told after a commit is heard by all who listen to that channel, until they stop', async () => {
  const [one, two, other] = [heardOn('One'), heardOn('One'), heardOn('other')]
  await vi.waitFor(() => expect([one.heard, other.heard]).toEqual([[null], [null]]))
  await db.transaction().execute(async (trx) => {
    await sql`select pg_notify('One', 'a')`.execute(trx)
    expect(one.heard, 'not before').toEqual([null])
  })
  await vi.waitFor(() => expect(one.heard).toEqual([null, 'a']))
  expect(two.heard.at(-1)).toBe('a')
  expect(other.heard).toEqual([null])
  two.stop()
  await tell('One', 'b')
  await vi.waitFor(() => expect(one.heard).toEqual([null, 'a', 'b']))
  expect(two.heard).not.toContain('b')
})

test('what is rolled back is never told', async () => {
  const { heard } = heardOn('rolled')
  await vi.waitFor(() => expect(heard).toEqual([null]))
  const failing = db.transaction().execute(async (trx) => {
    await sql`select pg_notify('rolled', 'x')`.execute(trx)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await tell('rolled', 'y')
  await vi.waitFor(() => expect(heard).toEqual([null, 'y']))
})

test('a lost connection comes back, and says that something may have been missed', async () => {
  const { heard } = heardOn('lost')
  await vi.waitFor(() => expect(heard).toEqual([null]))
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'saomen notices' and datname = current_database()`.execute(
    db,
  )
  await vi.waitFor(() => expect(heard).toEqual([null, null]), 5000)
  await tell('lost', 'again')
  await vi.waitFor(() => expect(heard.at(-1)).toBe('again'))
})

test('closing the database ends it', async () => {
  const database = openDatabase(url)
  noticesOf(database.pool).hear('x', () => {})
  const count = () =>
    sql<{
      n: string
    }>`select count(*) as n from pg_stat_activity where application_name = 'saomen notices' and datname = current_database()`.execute(
      db,
    )
  await vi.waitFor(async () => expect((await count()).rows[0]?.n).toBe('2'))
  await database.close()
  await vi.waitFor(async () => expect((await count()).rows[0]?.n).toBe('1'))
})

test('the built app, which has a copy of this file, hears over the same connection, so that who closes the database ends it', async () => {
  const copyOf = './notices.server.ts?copy'
  const copy: typeof import('./notices.server.ts') = await import(copyOf)
  expect(copy.noticesOf).not.toBe(noticesOf)
  expect(copy.noticesOf(pool)).toBe(noticesOf(pool))
})
