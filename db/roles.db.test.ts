import { randomBytes } from 'node:crypto'
import { run, runOnce } from 'graphile-worker'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aMunicipality } from '#tests/factories.ts'
import { administer, makeRole, withDatabase } from '#tests/setup/database-cluster.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { inTransaction, openDatabase, type Database, type Trx } from './client.server.ts'
import { prepareDatabase, RolesProblem } from './migrate.server.ts'
import { noticesOf } from './notices.server.ts'
import { roleOf } from './roles.server.ts'

const { db, url, asOwner } = await testDatabase()

const anEvent = (municipalityId: string) => ({
  ...{ municipalityId, id: crypto.randomUUID(), at: new Date(), actorKind: 'system' as const, act: 'release' },
  ...{ subjectKind: 'process', subjectId: crypto.randomUUID() },
})

/** Queues work for later, as an act does. */
const enqueue = (trx: Trx) => sql`select graphile_worker.add_job('forget-drafts', '{}'::json)`.execute(trx)

describe('the role that serves', () => {
  test('owns no table, cannot create one, and can read but not change the list of migrations', async () => {
    expect((await roleOf(db)).owns).toBe(false)
    await expect(sql`create table more (id int)`.execute(db)).rejects.toThrow(/permission denied/)
    await expect(sql`alter table theme add column more int`.execute(db)).rejects.toThrow(/must be owner/)
    await expect(sql`drop policy saomen_serves on graphile_worker._private_jobs`.execute(db)).rejects.toThrow(
      /must be owner/,
    )
    expect((await sql`select name from kysely_migration`.execute(db)).rows.length).toBeGreaterThan(7)
    await expect(sql`delete from kysely_migration`.execute(db)).rejects.toThrow(/permission denied/)
  })

  test('may read and change every table, except that it only adds to the record', async () => {
    const { rows } = await sql<{ name: string; may: string }>`
      select relname as name, concat_ws(' ', ${sql.join(
        ['select', 'insert', 'update', 'delete', 'truncate'].map(
          (act) => sql`case when has_table_privilege(pg_class.oid, ${sql.lit(act)}) then ${sql.lit(act)} end`,
        ),
      )}) as may
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`.execute(db)
    const may = new Map(rows.map((row) => [row.name, row.may]))
    expect(may.size).toBeGreaterThan(40)
    for (const [name, rights] of may) {
      const kept: Record<string, string> = {
        event: 'select insert',
        kysely_migration: 'select',
        kysely_migration_lock: 'select',
      }
      expect(`${name}: ${rights}`).toBe(`${name}: ${kept[name] ?? 'select insert update delete'}`)
    }
  })

  test('cannot change, delete or empty the record, and even the owner cannot do so by accident', async () => {
    const { id } = await aMunicipality(db)
    await db.insertInto('event').values(anEvent(id)).execute()
    const acts = [sql`update event set act = 'other'`, sql`delete from event`, sql`truncate event`]
    for (const act of acts) await expect(act.execute(db)).rejects.toThrow(/permission denied/)
    for (const act of acts) await expect(act.execute(asOwner().db)).rejects.toThrow(/append-only/)
    expect(await db.selectFrom('event').select('act').where('municipalityId', '=', id).execute()).toEqual([
      { act: 'release' },
    ])
  })

  test('cannot delete a municipality that has a record', async () => {
    const [kept, empty] = [await aMunicipality(db), await aMunicipality(db)]
    await db.insertInto('event').values(anEvent(kept.id)).execute()
    const deleted = (id: string) => db.deleteFrom('municipality').where('id', '=', id).execute()
    await expect(deleted(kept.id)).rejects.toThrow(/foreign key/)
    await deleted(empty.id)
    expect(await db.selectFrom('event').select('id').where('municipalityId', '=', kept.id).execute()).toHaveLength(1)
  })

  test('queues jobs in its transaction, runs them, replaces them by key, schedules them and releases unfinished ones', async () => {
    const serving = openDatabase(url)
    const done: unknown[] = []
    try {
      await inTransaction(serving.db, (trx) => enqueue(trx))
      for (const n of [1, 2])
        await sql`select graphile_worker.add_job('forget-drafts', ${JSON.stringify({ n })}::json, job_key => 'one')`.execute(
          serving.db,
        )
      const { rows } = await sql<{ count: string }>`select count(*) from graphile_worker.jobs`.execute(serving.db)
      expect(rows, 'it sees its jobs').toEqual([{ count: '2' }])
      await runOnce({ pgPool: serving.pool, taskList: { 'forget-drafts': async (payload) => void done.push(payload) } })
      expect(done).toEqual([{}, { n: 2 }])

      let started = () => {}
      const begun = new Promise<void>((resolve) => (started = resolve))
      const worker = await run({
        ...{
          pgPool: serving.pool,
          noHandleSignals: true,
          crontab: '0 4 * * * forget-drafts',
          gracefulShutdownAbortTimeout: 100,
        },
        taskList: {
          'forget-drafts': (_, { abortSignal }) => {
            started()
            return new Promise((_, reject) =>
              abortSignal?.addEventListener('abort', () => reject(new Error('stopped'))),
            )
          },
        },
      })
      await inTransaction(serving.db, (trx) => enqueue(trx))
      await begun
      await worker.stop()
      const left = () => sql`select locked_at from graphile_worker._private_jobs`.execute(serving.db)
      await expect.poll(async () => (await left()).rows, { timeout: 10_000 }).toEqual([{ lockedAt: null }])
      const planned = await sql`select identifier from graphile_worker._private_known_crontabs`.execute(serving.db)
      expect(planned.rows).toEqual([{ identifier: 'forget-drafts' }])
    } finally {
      await serving.close()
    }
  })

  test('receives notices of another connection', async () => {
    const serving = openDatabase(url)
    const heard: (string | null)[] = []
    noticesOf(serving.pool).listen('roles', (payload) => heard.push(payload))
    await expect.poll(() => heard).toEqual([null])
    await sql`select pg_notify('roles', 'nieuws')`.execute(db)
    await expect.poll(() => heard).toEqual([null, 'nieuws'])
    await serving.close()
  })
})

describe('an administrator’s own PostgreSQL, where each role has the least rights', () => {
  const name = `saomen_roles_${randomBytes(4).toString('hex')}`
  const server = inject('serverUrl')
  const roles = ['owner', 'serving', 'next'].map((role) => `${name}_${role}`)
  const opened: Database[] = []
  let [ownerUrl, servingUrl, nextUrl] = ['', '', '']
  beforeAll(async () => {
    const [owner = '', serving = '', next = ''] = await Promise.all(roles.map((role) => makeRole(server, role)))
    await administer(server, `create database ${name} owner ${roles[0]}`)
    ;[ownerUrl, servingUrl, nextUrl] = [
      withDatabase(owner, name),
      withDatabase(serving, name),
      withDatabase(next, name),
    ]
  })
  afterAll(async () => {
    for (const database of opened) await database.close()
    await administer(server, `drop database ${name} with (force)`)
    for (const role of roles) await administer(server, `drop role ${role}`)
  })
  const open = (at: string) => {
    const database = openDatabase(at)
    opened.push(database)
    return database
  }

  test('a role that only serves asks for a migration first, and starts without the owner once that was done', async () => {
    await expect(prepareDatabase({ url: servingUrl, ownerUrl: null })).rejects.toThrow(
      /De database is niet bij, en de rol \w+_serving mag haar niet bijwerken\. Zet MIGRATE_DATABASE_URL/,
    )
    const { ran, warning } = await prepareDatabase({ url: servingUrl, ownerUrl })
    expect(ran).toContain('0001_house')
    expect(warning).toBeNull()
    expect(await prepareDatabase({ url: servingUrl, ownerUrl: null })).toEqual({ ran: [], warning: null })
    const { db, pool } = open(servingUrl)
    const { id } = await aMunicipality(db)
    await inTransaction(db, (trx) => enqueue(trx))
    const done: unknown[] = []
    await runOnce({ pgPool: pool, taskList: { 'forget-drafts': async (payload) => void done.push(payload) } })
    expect(done).toEqual([{}])
    await db.insertInto('event').values(anEvent(id)).execute()
    await expect(sql`delete from event`.execute(db)).rejects.toThrow(/permission denied/)
  })

  test('several processes can start at once, and another role can take over from one that still serves', async () => {
    const both = Array.from({ length: 3 }, () => [servingUrl, nextUrl]).flat()
    const prepared = await Promise.all(both.map((url) => prepareDatabase({ url, ownerUrl })))
    expect(prepared.every(({ ran, warning }) => ran.length === 0 && warning === null)).toBe(true)
    for (const at of [servingUrl, nextUrl]) await inTransaction(open(at).db, (trx) => enqueue(trx))
    for (const at of [servingUrl, nextUrl]) {
      const { rows } = await sql<{ count: string }>`select count(*) from graphile_worker.jobs`.execute(open(at).db)
      expect(rows).toEqual([{ count: '2' }])
    }
  })

  test('with one role for both it starts, with one line of warning', async () => {
    for (const urls of [
      { url: ownerUrl, ownerUrl: null },
      { url: ownerUrl, ownerUrl },
    ]) {
      const { warning } = await prepareDatabase(urls)
      expect(warning).toMatch(
        /^Let op: de rol \w+_owner serveert en is ook eigenaar van de tabellen\..*docs\/production\.md\.$/,
      )
    }
    await expect(sql`delete from event`.execute(open(ownerUrl).db), 'the record stays all the same').rejects.toThrow(
      /append-only/,
    )
  })

  test('addresses and roles that do not fit each other are refused with an explanation', async () => {
    const unknown = new URL(servingUrl)
    unknown.username = 'nobody_yet'
    const prepare = (urls: Parameters<typeof prepareDatabase>[0]) =>
      prepareDatabase(urls).catch((error: unknown) => error)
    expect(await prepare({ url: unknown.href, ownerUrl })).toMatchObject({
      constructor: RolesProblem,
      message: expect.stringMatching(
        /^De rol van DATABASE_URL \(nobody_yet\) kan niet inloggen: zij is nog niet gemaakt/,
      ),
    })
    expect(await prepare({ url: withDatabase(servingUrl, 'postgres'), ownerUrl })).toMatchObject({
      message: expect.stringMatching(/^DATABASE_URL en MIGRATE_DATABASE_URL wijzen niet naar dezelfde database/),
    })
    expect(await prepare({ url: ownerUrl, ownerUrl: servingUrl })).toMatchObject({
      message: expect.stringMatching(/^De rol van MIGRATE_DATABASE_URL \(\w+_serving\) is geen eigenaar/),
    })
  })
})
