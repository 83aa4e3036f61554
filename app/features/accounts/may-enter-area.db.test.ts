import { expect, test } from 'vitest'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { mayEnterArea } from './may-enter-area.server.ts'
import { openSession } from './session.server.ts'

const { db, pool } = await testDatabase()

test('who has a session for an area may send there; a made-up or foreign cookie opens nothing', async () => {
  const municipality = await aMunicipality(db)
  const site = { pool, secure: false, municipalityId: municipality.id }
  const cookieOf = async (id: string) => (await openSession(site, id, '', NOW)).split(';')[0] ?? ''
  const official = await cookieOf((await anActor(db, municipality)).id)
  const partner = await cookieOf((await anActor(db, municipality, { role: 'partnerMember' })).id)
  const may = (cookie: string | null, area: 'official' | 'council' | 'partner') =>
    mayEnterArea(
      { db, pool, secure: false, answering: new Headers() },
      new Headers(cookie === null ? {} : { cookie, host: 'ons.example' }),
      area,
      NOW,
    )
  expect(await may(official, 'official')).toBe(true)
  expect(await may(partner, 'partner')).toBe(true)
  expect(await may(partner, 'official')).toBe(false)
  expect(await may(official.replace(/.{5}$/, 'aaaaa'), 'official')).toBe(false)
  expect(await may('anders=1', 'official')).toBe(false)
  expect(await may(null, 'official')).toBe(false)
})
