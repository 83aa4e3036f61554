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
  await vi.waitFor(async () => expect(await watch.read()).not.toBeNull(), 20_000)
  const version = async () => (await watch.read())?.versionOf(municipalityId) ?? null
  return { watch, version }
}
/** A change of which nobody is told. */
const raiseInSilence = () =>
  sql`insert into content_version as stored (municipality_id, version) values (${municipalityId}, 1)
    on conflict (municipality_id) do update set version = stored.version + 1`.execute(db)

test('what the own process changed is known at once, without the database telling it', async () => {
  const { watch, version } = await watching()
  const before = (await version()) ?? 0
  await raiseInSilence()
  expect(watch.known?.versionOf(municipalityId), 'nobody told it').toBe(before)
  contentChanged.publish({ db, municipalityId })
  expect(watch.known).toBeNull()
  expect(await version()).toBe(before + 1)
  expect(watch.known?.versionOf(municipalityId)).toBe(before + 1)
})

test('what another process changed is heard', async () => {
  const { watch, version } = await watching()
  const before = (await version()) ?? 0
  await db.transaction().execute((trx) => raiseContentVersion(trx, municipalityId))
  await vi.waitFor(() => expect(watch.known).toBeNull(), 20_000)
  expect(await version()).toBe(before + 1)
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
  const { watch, version } = await watching(slow)
  const before = (await version()) ?? 0
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
  expect(watch.known?.versionOf(municipalityId)).toBe(before + 1)
})
