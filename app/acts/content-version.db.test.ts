import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { CONTENT_CHANNEL, contentChanged, raiseContentVersion, type Changes } from '#app/content-version.server.ts'
import { NotAllowed, Refused, WrongInput } from '#app/errors.server.ts'
import { submitReaction } from '#app/public-parts.server.ts'
import { allMunicipalities, municipalityOfHost } from '#app/features/municipalities/municipality.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { noticesOf } from '#db/notices.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { openProcess } from '#tests/open-process.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { act, changedNothing, did } from './act.server.ts'

const { db, url } = await testDatabase()

/** An act that gives its process another title; the title says how it ends. */
const rename = (changes?: Changes) =>
  act({
    name: 'rename',
    by: { audience: 'official', needs: 'processor' },
    on: 'process',
    ...(changes ? { changes } : {}),
    input: z.object({ title: z.string().min(1) }),
    refusals: { no: { says: 'Nee.' } },
    async run({ trx, process: { id }, refuse }, { title }) {
      const state = title === 'publish' ? { state: 'answered', publishedAt: NOW } : {}
      await trx
        .updateTable('process')
        .set({ title, ...state })
        .where('id', '=', id)
        .execute()
      if (title === 'refuse') refuse('no')
      if (title === 'break') throw new Error('the disk is full')
      return title === 'own events' ? changedNothing(undefined) : did(undefined, { subject: { kind: 'process', id } })
    },
  })

async function aCase(state: 'released' | 'answered' = 'released') {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality, { state })
  const by = await anActor(db, municipality, { innerRoles: ['processor'] })
  const give = (title: string, changes?: Changes) => rename(changes)(db, by, { process, title }, NOW)
  return { municipality, process, by, give, version: () => versionOf(municipality.id) }
}

const versionOf = async (id: string) =>
  (await allMunicipalities(db)).find(({ municipality }) => municipality.id === id)?.version

/** What this process hears after a commit, with the version that stands in the database at that moment. */
function hearOwnProcess() {
  const heard: { id: string; version: number | undefined }[] = []
  const pending: Promise<void>[] = []
  const hear = (message: unknown) => {
    const { db: which, municipalityId: id } = message as { db: unknown; municipalityId: string }
    expect(which).toBe(db)
    pending.push(versionOf(id).then((version) => void heard.push({ id, version })))
  }
  contentChanged.subscribe(hear)
  onTestFinished(() => void contentChanged.unsubscribe(hear))
  return async () => {
    await Promise.all(pending)
    return heard
  }
}

/** Every channel that the house or a function of the database may notify on. */
async function everyChannel(): Promise<string[]> {
  const root = path.join(import.meta.dirname, '..', '..')
  const sources = globSync('{app,db,server}/**/*.ts', { cwd: root, exclude: (name) => name.includes('.test.') }).map(
    (file) => readFileSync(path.join(root, file), 'utf8'),
  )
  const { rows } = await sql<{ source: string }>`
    select prosrc as source from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
    where nspname in ('public', 'graphile_worker') and prosrc ~* 'notify'`.execute(db)
  const named = [...sources, ...rows.map(({ source }) => source)].flatMap((source) => [
    ...[...source.matchAll(/_CHANNEL = '([\w:]+)'/g)].map(([, name = '']) => name),
    ...[...source.matchAll(/pg_notify\('([\w:]+)'/g)].map(([, name = '']) => name),
  ])
  return [...new Set(named)].sort()
}

/** What another connection hears on every channel, but for what was sent before; asking for it takes all that was sent. */
async function hearDatabase() {
  const other = openDatabase(url)
  onTestFinished(() => other.close())
  const heard: string[] = []
  for (const channel of await everyChannel())
    noticesOf(other.pool).listen(channel, (payload) => heard.push(`${channel} ${payload ?? 'listens'}`))
  const allHear = (word: string) =>
    everyChannel().then((channels) =>
      vi.waitFor(() => expect(heard).toEqual(expect.arrayContaining(channels.map((name) => `${name} ${word}`)))),
    )
  await allHear('listens')
  let asked = 0
  return async () => {
    const last = `last${++asked}`
    for (const channel of await everyChannel()) await sql`select pg_notify(${channel}, ${last})`.execute(db)
    await allHear(last)
    return heard.filter((line) => !/ (listens|last\d+)$/.test(line))
  }
}

test('each act that changes something public raises the version of its municipality alone, once, and everyone hears it', async () => {
  const [here, elsewhere] = [await aCase(), await aCase()]
  const [own, database] = [hearOwnProcess(), await hearDatabase()]
  expect([await here.version(), await elsewhere.version()]).toEqual([0, 0])
  await here.give('a', 'public')
  await here.give('own events', 'public')
  expect([await here.version(), await elsewhere.version()]).toEqual([2, 0])
  const { id } = here.municipality
  expect((await own()).map((one) => one.id)).toEqual([id, id])
  expect((await own())[0]?.version, 'the commit came first').toBeGreaterThanOrEqual(1)
  expect(await database()).toEqual([`${CONTENT_CHANNEL} ${id}`, `${CONTENT_CHANNEL} ${id}`])
})

test('acts at once are all counted', async () => {
  const { give, version } = await aCase()
  await Promise.all(Array.from({ length: 20 }, (_, at) => give(`titel ${at}`, 'public')))
  expect(await version()).toBe(20)
})

test('a refused, wrong, forbidden or broken act raises nothing', async () => {
  const { give, version, municipality, process } = await aCase()
  const [own, database] = [hearOwnProcess(), await hearDatabase()]
  await expect(give('refuse', 'public')).rejects.toThrow(Refused)
  await expect(give('', 'public')).rejects.toThrow(WrongInput)
  await expect(give('break', 'public')).rejects.toThrow('the disk is full')
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  await expect(rename('public')(db, clerk, { process, title: 'a' }, NOW)).rejects.toThrow(NotAllowed)
  expect([await version(), await own(), await database()]).toEqual([0, [], []])
})

test('what is public once answered raises nothing before, and something from the act on that makes the answers public', async () => {
  const { give, version } = await aCase()
  const own = hearOwnProcess()
  await give('a', 'publicOnceAnswered')
  expect([await version(), await own()]).toEqual([0, []])
  await give('publish', 'publicOnceAnswered')
  expect([await version(), (await own()).length]).toEqual([1, 1])
  await give('b', 'publicOnceAnswered')
  expect(await version()).toBe(2)
})

test('an act that ends while the answers are being made public waits, and then raises', async () => {
  const { municipality, process, by, version } = await aCase()
  const { id, municipalityId } = process
  // It changes no row of the process itself, so that nothing but the runner makes it wait.
  const beside = act({
    name: 'beside',
    by: { audience: 'official' },
    on: 'process',
    changes: 'publicOnceAnswered',
    input: z.object({}),
    refusals: {},
    run: async () => did(undefined, { subject: { kind: 'municipality', id: municipalityId } }),
  })
  let done = false
  const [publishing, isHeld] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const publish = db.transaction().execute(async (trx) => {
    await trx.selectFrom('process').select('id').where('id', '=', id).forUpdate().execute()
    isHeld.resolve()
    await publishing.promise
    await trx.updateTable('process').set({ state: 'answered', publishedAt: NOW }).where('id', '=', id).execute()
    await raiseContentVersion(trx, municipality.id)
  })
  await isHeld.promise
  const acted = beside(db, by, { process }, NOW).then(() => (done = true))
  await vi.waitFor(async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted and pid in
      (select pid from pg_stat_activity where datname = current_database())`.execute(db)
    expect(rows[0]?.n).toBeGreaterThan(0)
  })
  expect(done).toBe(false)
  publishing.resolve()
  await Promise.all([publish, acted])
  expect(await version()).toBe(2)
})

test('an act that joins a transaction is heard after the commit of that one, over the database alone', async () => {
  const { by, process, version, municipality } = await aCase()
  const [own, database] = [hearOwnProcess(), await hearDatabase()]
  const joined = (title: string, fails: boolean) =>
    db.transaction().execute(async (trx) => {
      await rename('public')(trx, by, { process, title }, NOW)
      expect(await version(), 'not visible before the commit').toBe(0)
      if (fails) throw new Error('the demo stops half way')
    })
  await expect(joined('a', true)).rejects.toThrow('half way')
  expect([await version(), await database()]).toEqual([0, []])
  await joined('b', false)
  expect([await version(), await own()]).toEqual([1, []])
  expect(await database()).toEqual([`${CONTENT_CHANNEL} ${municipality.id}`])
})

test('nothing that a resident sends as a reaction, and no act without a declaration, notifies on any channel', async () => {
  const { give, version } = await aCase('answered')
  const { resident, input, municipality } = await openProcess(db)
  const [own, database] = [hearOwnProcess(), await hearDatabase()]
  expect(await everyChannel()).toEqual(expect.arrayContaining(['jobs:insert', CONTENT_CHANNEL, 'saomen_ranking']))
  await give('a')
  await submitReaction(db, resident, input({ email: 'u@voorbeeld.example' }), NOW)
  expect([await version(), await versionOf(municipality.id), await own(), await database()]).toEqual([0, 0, [], []])
})

test('the versions of all municipalities come with what tells them apart, the oldest first', async () => {
  const [one, two] = [await aMunicipality(db, { host: 'b.example' }), await aMunicipality(db, { host: 'z.example' })]
  await db.insertInto('municipalityHost').values({ municipalityId: one.id, host: 'a.example' }).execute()
  const later = new Date(NOW.getTime() + 1000)
  await db.updateTable('municipality').set({ createdAt: later }).where('id', '=', one.id).execute()
  await db.transaction().execute((trx) => raiseContentVersion(trx, two.id))
  const found = (await allMunicipalities(db)).filter(({ municipality: { id } }) => id === one.id || id === two.id)
  const asFound = async (host: string) => (await municipalityOfHost(db, host))?.municipality
  expect(found).toEqual([
    { municipality: await asFound('z.example'), hosts: ['z.example'], version: 1 },
    { municipality: await asFound('a.example'), hosts: ['a.example', 'b.example'], version: 0 },
  ])
})
