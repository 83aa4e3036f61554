import { beforeEach, expect, test } from 'vitest'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { countDraft } from './draft-room.server.ts'

const { db } = await testDatabase()
let process: Awaited<ReturnType<typeof aProcess>>
beforeEach(async () => {
  process = await aProcess(db, await aMunicipality(db))
})

const from = (clientAddress: string, text: string, now = NOW) =>
  countDraft(
    db,
    { municipalityId: process.municipalityId, text, field: 'text', secret: 's'.repeat(32), clientAddress },
    now,
  ).then(
    () => null,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'tooManyAttempts', field: 'text' })
      return String(error)
    },
  )
const long = 'é'.repeat(50_000)

/** Sends texts from one network until one is refused. */
async function filledBy(address: string, text: string): Promise<{ kept: number; refusal: string }> {
  for (let kept = 0; ; kept++) {
    const refusal = await from(address, text)
    if (refusal !== null) return { kept, refusal }
    if (kept > 1000) throw new Error('nothing stopped it')
  }
}

test('one network keeps eight megabytes of long texts an hour, and hears from when it can go on', async () => {
  const { kept, refusal } = await filledBy('192.0.2.1', long)
  expect(kept * long.length * 2).toBeLessThanOrEqual(8 * 1024 * 1024)
  expect(refusal).toMatch(/niets opnieuw te typen\. Probeer het opnieuw om 13\.00\suur/)
  expect(await from('192.0.2.1', long, new Date(NOW.getTime() + 3_600_000))).toBeNull()
})

test('who fills it keeps nobody from reacting: short texts from the same address have their own room, and other networks theirs', async () => {
  await filledBy('192.0.2.1', long)
  for (let visitor = 0; visitor < 300; visitor++)
    expect(await from('192.0.2.1', 'Ik vind dat er meer bankjes moeten komen.')).toBeNull()
  expect(await from('192.0.2.2', long)).toBeNull()
})

test('all addresses that one connection may have fill one share', async () => {
  await filledBy('2001:db8:1:1::1', long)
  expect(await from('2001:db8:1:2::1', long)).not.toBeNull()
  expect(await from('2001:db8:2:1::1', long)).toBeNull()
})
