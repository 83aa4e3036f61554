import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { contentChanged, raiseContentVersion } from '#app/content-version.server.ts'
import type { Db } from '#db/client.server.ts'
import { aMunicipality } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { watchContent } from './content-watch.server.ts'

const { db, pool } = await testDatabase()
const { id: municipalityId } = await aMunicipality(db, { host: 'doemee.example' })

/** Watches as a process does that has this database, and hears itself. */
async function watching(own: Db = db) {
  const watch = watchContent({ db: own, pool }, { baseUrl: null, port: 3000 })
  onTestFinished(() => watch.stop())
  // On a busy machine it may not hear itself for a moment.
  const version = () =>
    vi.waitFor(async () => {
      const directory = await watch.read()
      expect(directory).not.toBeNull()
      return directory?.versionOf(municipalityId) ?? 0
    }, 20_000)
  const knows = (version: number) =>
    vi.waitFor(() => expect(watch.known?.versionOf(municipalityId)).toBe(version), 20_000)
  await version()
  return { watch, version, knows }
}
/** A change of which nobody is told. */
const raiseInSilence = () =>
  sql`insert into content_version as stored (municipality_id, version) values (${municipalityId}, 1)
    on conflict (municipality_id) do update set version = stored.version + 1`.execute(db)

test('what the own process changed is known at once, without the database telling it', async () => {
  const { watch, version, knows } = await watching()
  const before = await version()
  await raiseInSilence()
  await knows(before)
  contentChanged.publish({ db, municipalityId })
  expect(watch.known).toBeNull()
  expect(await version()).toBe(before + 1)
  await knows(before + 1)
})

test('what another process changed is heard', async () => {
  const { watch, version } = await watching()
  const before = await version()
  await db.transaction().execute((trx) => raiseContentVersion(trx, municipalityId))
  await vi.waitFor(() => expect(watch.known).toBeNull(), 20_000)
  expect(await version()).toBe(before + 1)
})

test('what was missed while there was no connection is read anew', async () => {
  const { version } = await watching()
  const before = await version()
  await raiseInSilence()
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'saomen notices' and datname = current_database()`.execute(db)
  await vi.waitFor(async () => expect(await version()).toBe(before + 1), 20_000)
})

test('what was read while a change came in is not believed, by who asked before nor by who asks after', async () => {
  let holds = false
  const held: (() => void)[] = []
  const slow = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (holds) await new Promise<void>((resolve) => held.push(resolve))
      return result
    },
  })
  const { version, knows } = await watching(slow)
  const before = await version()
  contentChanged.publish({ db: slow, municipalityId })
  holds = true
  const asked = version()
  await vi.waitFor(() => expect(held).toHaveLength(1), 20_000)
  await raiseInSilence()
  contentChanged.publish({ db: slow, municipalityId })
  holds = false
  const askedAfter = version()
  held[0]?.()
  expect([await asked, await askedAfter]).toEqual([before + 1, before + 1])
  await knows(before + 1)
})
