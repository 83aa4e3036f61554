import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { openDatabase } from '#db/client.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { networkTo } from '#tests/setup/network.ts'
import { noticesOf } from './notices.server.ts'

const { db, pool, url } = await testDatabase()
const notify = (channel: string, payload: string) => sql`select pg_notify(${channel}, ${payload})`.execute(db)
const listenOn = (channel: string) => {
  const received: (string | null)[] = []
  const stop = noticesOf(pool).listen(channel, (payload) => received.push(payload))
  return { received, stop }
}

test('a notice arrives after the commit at everyone who listens to its channel, until they stop', async () => {
  const [one, two, other] = [listenOn('One'), listenOn('One'), listenOn('other')]
  await vi.waitFor(() => expect([one.received, other.received]).toEqual([[null], [null]]))
  await db.transaction().execute(async (trx) => {
    await sql`select pg_notify('One', 'a')`.execute(trx)
    expect(one.received, 'not before').toEqual([null])
  })
  await vi.waitFor(() => expect(one.received).toEqual([null, 'a']))
  expect(two.received.at(-1)).toBe('a')
  expect(other.received).toEqual([null])
  two.stop()
  await notify('One', 'b')
  await vi.waitFor(() => expect(one.received).toEqual([null, 'a', 'b']))
  expect(two.received).not.toContain('b')
})

test('a notice in a transaction that is rolled back never arrives', async () => {
  const { received } = listenOn('rolled')
  await vi.waitFor(() => expect(received).toEqual([null]))
  const failing = db.transaction().execute(async (trx) => {
    await sql`select pg_notify('rolled', 'x')`.execute(trx)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await notify('rolled', 'y')
  await vi.waitFor(() => expect(received).toEqual([null, 'y']))
})

test('a lost connection is restored, and listeners learn that they may have missed something', async () => {
  const { received } = listenOn('lost')
  await vi.waitFor(() => expect(received).toEqual([null]))
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'saomen notices' and datname = current_database()`.execute(
    db,
  )
  await vi.waitFor(() => expect(received).toEqual([null, null]), 5000)
  await notify('lost', 'again')
  await vi.waitFor(() => expect(received.at(-1)).toBe('again'))
})

test('a connection that is silent is replaced soon, and what is sent meanwhile does not pile up', async () => {
  const network = await networkTo(url)
  const database = openDatabase(network.url)
  const warnings: Error[] = []
  const warned = (warning: Error) => warnings.push(warning)
  process.on('warning', warned)
  try {
    const received: (string | null)[] = []
    const notices = noticesOf(database.pool)
    notices.listen('silent', (payload) => received.push(payload))
    await vi.waitFor(() => expect(received).toEqual([null]))
    network.goSilent()
    const sending = setInterval(() => void notices.send('silent', 'still here'), 20)
    try {
      await vi.waitFor(() => expect(received).toContain('still here'), 20_000)
    } finally {
      clearInterval(sending)
    }
    expect(received.slice(0, 2)).toEqual([null, null])
    expect(warnings).toEqual([])
  } finally {
    process.off('warning', warned)
    await database.close()
    network.close()
  }
})

test('who learns that the connection is new can send over it at once', async () => {
  const database = openDatabase(url)
  try {
    const received: (string | null)[] = []
    const notices = noticesOf(database.pool)
    notices.listen('new', (payload) => {
      received.push(payload)
      if (payload === null) void notices.send('new', 'own')
    })
    await vi.waitFor(() => expect(received).toEqual([null, 'own']))
  } finally {
    await database.close()
  }
})

test('closing the database ends the connection', async () => {
  const database = openDatabase(url)
  noticesOf(database.pool).listen('x', () => {})
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

test('the built app, which has its own copy of this module, uses the same connection, so that closing the database ends it', async () => {
  const copyOf = './notices.server.ts?copy'
  const copy: typeof import('./notices.server.ts') = await import(copyOf)
  expect(copy.noticesOf).not.toBe(noticesOf)
  expect(copy.noticesOf(pool)).toBe(noticesOf(pool))
})
