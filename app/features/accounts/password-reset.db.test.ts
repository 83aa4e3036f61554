import { expect, test } from 'vitest'
import type { Municipality } from '#app/features/municipalities/municipality.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { blockAccount } from './block-account.server.ts'
import { logIn } from './log-in.server.ts'
import { TooManyAttempts } from './rate-limit.server.ts'
import { requestPasswordReset } from './request-password-reset.server.ts'
import { accountOfResetToken, resetPassword } from './reset-password.server.ts'
import { openSession, whoIs } from './session.server.ts'

const { db, pool } = await testDatabase()
const PASSWORD = 'vier woorden zijn genoeg'
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000)
let address = 0
const ask = (municipality: Municipality, email: string, now = NOW, clientAddress = `192.0.2.${++address}`) =>
  requestPasswordReset(db, municipality, { email, clientAddress, baseUrl: 'https://meedoen.example' }, now, 'secret')

async function links(municipality: Municipality) {
  const rows = await db
    .selectFrom('notification')
    .select(['template', 'data'])
    .where('municipalityId', '=', municipality.id)
    .orderBy('createdAt')
    .execute()
  return rows.map(({ data }) => (data as Record<string, string>).link ?? '')
}
async function asked() {
  const municipality = await aMunicipality(db)
  const actor = await anActor(db, municipality)
  await ask(municipality, actor.email.toUpperCase())
  const token = (await links(municipality)).at(-1)?.split('/').at(-1) ?? ''
  expect(token).toMatch(/^[\w-]{43}$/)
  return { municipality, actor, token }
}

test('the link in the message sets a new password, once, and ends every session', async () => {
  const { municipality, actor, token } = await asked()
  const site = { pool, secure: false, municipalityId: municipality.id }
  const cookie = (await openSession(site, actor.id, '')).split(';')[0] ?? ''
  const set = () => resetPassword(db, municipality, { token, password: PASSWORD }, minutes(59))
  const outcomes = await Promise.allSettled([set(), set()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(set()).rejects.toThrow(/werkt niet meer/)
  expect((await whoIs(db, site, cookie)).actor).toBeNull()
  const login = { email: actor.email, password: PASSWORD, device: '', clientAddress: '198.51.100.1' }
  expect((await logIn(db, site, login, NOW, 'secret')).accountId).toBe(actor.id)
})

test('the token itself is not in the table', async () => {
  const { actor, token } = await asked()
  const row = await db.selectFrom('passwordReset').selectAll().where('accountId', '=', actor.id).executeTakeFirst()
  expect(JSON.stringify(row)).not.toContain(token)
})

test('an unknown or blocked address gets the same answer, and no message', async () => {
  const municipality = await aMunicipality(db)
  const [by, blocked] = [await anActor(db, municipality), await anActor(db, municipality)]
  const elsewhere = await anActor(db, await aMunicipality(db))
  await blockAccount(db, by, { accountId: blocked.id }, NOW)
  for (const email of ['niemand@gemeente.example', blocked.email, elsewhere.email]) {
    await expect(ask(municipality, email)).resolves.toBeUndefined()
  }
  expect(await links(municipality)).toEqual([])
})

test('after an hour, at another municipality or for a blocked account the link is dead', async () => {
  const { municipality, actor, token } = await asked()
  const other = await aMunicipality(db)
  const set = (where: Municipality, now: Date) => resetPassword(db, where, { token, password: PASSWORD }, now)
  await expect(set(municipality, minutes(60))).rejects.toThrow(/werkt niet meer/)
  await expect(set(other, NOW)).rejects.toThrow(/werkt niet meer/)
  expect(await accountOfResetToken(db, municipality.id, token, NOW)).toMatchObject({ accountId: actor.id })
  await blockAccount(db, await anActor(db, municipality), { accountId: actor.id }, NOW)
  await expect(set(municipality, NOW)).rejects.toThrow(/werkt niet meer/)
})

test('asked again, the first link gives way to the second; a second press within a minute sends nothing', async () => {
  const { municipality, actor, token } = await asked()
  await ask(municipality, actor.email, new Date(NOW.getTime() + 30_000))
  expect(await links(municipality)).toHaveLength(1)
  await ask(municipality, actor.email, minutes(5))
  expect(await links(municipality)).toHaveLength(2)
  await expect(resetPassword(db, municipality, { token, password: PASSWORD }, minutes(6))).rejects.toThrow(/werkt niet meer/)
})

test('a password that is too easy is refused at its field, and the link still works', async () => {
  const { municipality, actor, token } = await asked()
  const set = (password: string) => resetPassword(db, municipality, { token, password }, NOW)
  await expect(set(actor.email)).rejects.toMatchObject({ field: 'password' })
  await set(PASSWORD)
})

test('an address can ask five times an hour, known or not', async () => {
  const municipality = await aMunicipality(db)
  const { email } = await anActor(db, municipality)
  for (const who of [email, 'niemand@gemeente.example']) {
    for (let tries = 0; tries < 5; tries++) await ask(municipality, who)
    await expect(ask(municipality, who)).rejects.toBeInstanceOf(TooManyAttempts)
  }
})

test('one visitor can ask 20 times an hour in all', async () => {
  const municipality = await aMunicipality(db)
  for (let n = 0; n < 20; n++) await ask(municipality, `wie${n}@gemeente.example`, NOW, '203.0.113.5')
  await expect(ask(municipality, 'nog-een@gemeente.example', NOW, '203.0.113.5')).rejects.toBeInstanceOf(TooManyAttempts)
})
