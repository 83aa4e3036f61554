import { expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { visibleProcess } from './visible-process.server.ts'

const { db } = await testDatabase()

test('a draft is shown to an official of this municipality alone, as if it were released', async () => {
  const municipality = await aMunicipality(db)
  const { slug } = await aProcess(db, municipality, { state: 'draft' })
  const see = (actor: Awaited<ReturnType<typeof anActor>> | null, municipalityId = municipality.id) =>
    visibleProcess(db, { municipalityId, actor }, slug, NOW)
  const official = await anActor(db, municipality)
  expect(await see(official)).toMatchObject({ slug, preview: true, stage: 'open' })
  const others = [
    null,
    await anActor(db, municipality, { role: 'councilMember' }),
    await anActor(db, await aMunicipality(db)),
  ]
  for (const actor of others) await expect(see(actor)).rejects.toThrow(NotFound)
  await expect(see(official, (await aMunicipality(db)).id)).rejects.toThrow(NotFound)
})

test('a draft without dates stands before its term', async () => {
  const municipality = await aMunicipality(db)
  const { id, slug } = await aProcess(db, municipality, { state: 'draft' })
  await db.updateTable('process').set({ startsOn: null, lastDay: null, closesAt: null }).where('id', '=', id).execute()
  const actor = await anActor(db, municipality)
  expect((await visibleProcess(db, { municipalityId: municipality.id, actor }, slug, NOW)).stage).toBe('announced')
})

test('a released process is there for everyone, and an address of nothing is not', async () => {
  const municipality = await aMunicipality(db)
  const { slug } = await aProcess(db, municipality)
  const visitor = { municipalityId: municipality.id, actor: null }
  expect(await visibleProcess(db, visitor, slug, NOW)).toMatchObject({ preview: false, stage: 'open' })
  await expect(visibleProcess(db, visitor, 'bestaat-niet', NOW)).rejects.toThrow(NotFound)
  await expect(visibleProcess(db, visitor, undefined, NOW)).rejects.toThrow(NotFound)
})
