import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareWithRegister } from '../faults/compare-with-register.ts'
import { startKillableSite } from '../faults/killable-site.ts'
import { SendingResidents } from '../faults/sending-residents.ts'

const RESIDENTS = 4

let dataDir = ''
let site: Awaited<ReturnType<typeof startKillableSite>>
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'saomen-faults-'))
  site = await startKillableSite(dataDir)
})
afterAll(async () => {
  await site.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test('every reaction that was acknowledged is kept once and opens with its code, though the app and PostgreSQL are killed meanwhile', async () => {
  const residents = new SendingResidents({ url: site.url, slug: 'speelplekken-nieuw-buinen' })
  residents.start(RESIDENTS)
  for (const fault of ['app', 'postgres'] as const) {
    await residents.moreAcknowledged(RESIDENTS)
    await site.kill(fault)
  }
  await residents.moreAcknowledged(RESIDENTS)
  await residents.stop()

  const { sent, trouble } = residents
  expect(trouble.noAnswer, 'the app was killed while they sent').toBeGreaterThan(0)
  expect(trouble.busy, 'and PostgreSQL').toBeGreaterThan(0)
  expect(Object.fromEntries(trouble.strange), 'they were told to wait, and nothing else').toEqual({})
  expect(sent.filter(({ acknowledged }) => !acknowledged)).toEqual([])
  const differences = await site.onDatabase((db) => compareWithRegister(db, sent))
  expect(differences).toEqual({ lost: [], doubled: [], unknown: [], halves: [], messages: [] })
  for (const [n, one] of sent.entries()) expect(await residents.opensItsReaction(one, n), one.text).toBe(true)
})
