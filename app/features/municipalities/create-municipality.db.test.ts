import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { WrongInput } from '#app/errors.server.ts'
import { NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { createMunicipality } from './create-municipality.server.ts'
import { municipalityOfHost } from './municipality.server.ts'

const { db } = await testDatabase()
type Given = Parameters<typeof createMunicipality>[2]
const create = async (given: Partial<Given>) => {
  const id = uuid()
  const whole = { slug: `gemeente-${id}`, name: 'Noorderdam', senderEmail: 'post@noorderdam.example', ...given }
  await createMunicipality(db, { kind: 'command', id: null, municipalityId: id }, whole, NOW)
  return id
}

test('a municipality is found by its host names, whatever their capitals, and the record tells of it', async () => {
  const id = await create({ hosts: ['Meedoen.Noorderdam.example'] })
  expect(await municipalityOfHost(db, 'meedoen.noorderdam.example')).toMatchObject({
    municipality: { id },
    named: true,
  })
  const events = await db.selectFrom('event').select(['act', 'actorKind']).where('municipalityId', '=', id).execute()
  expect(events).toEqual([{ act: 'createMunicipality', actorKind: 'command' }])
})

test('a short name and a host name are of one municipality', async () => {
  await create({ slug: 'zuiderdam', hosts: ['zuiderdam.example'] })
  await expect(create({ slug: 'zuiderdam' })).rejects.toMatchObject({ code: 'slugTaken', field: 'slug' })
  await expect(create({ hosts: ['ZUIDERDAM.example'] })).rejects.toMatchObject({ code: 'hostTaken', field: 'hosts' })
})

test('what cannot be a short name, an address or a host name is said', async () => {
  await expect(create({ slug: 'Zuider dam' })).rejects.toThrow(/kleine letters/)
  await expect(create({ senderEmail: 'post' })).rejects.toThrow('"post" is geen e-mailadres.')
  const wrongHost = create({ hosts: ['goed.example', 'niet goed'] })
  await expect(wrongHost).rejects.toBeInstanceOf(WrongInput)
  await expect(wrongHost).rejects.toThrow('"niet goed" is geen hostnaam.')
})
