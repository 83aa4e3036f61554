import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { Municipality } from '#app/features/municipalities/municipality.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { logsIn, visitorOf } from '#tests/log-in.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { blockAccount } from './block-account.server.ts'
import { newLinkToken } from './link-token.server.ts'
import { TooManyAttempts } from './rate-limit.server.ts'
import { requestPasswordReset } from './request-password-reset.server.ts'
import { accountOfResetToken, resetPassword } from './reset-password.server.ts'
import { openSession, whoIs } from './session.server.ts'

const { db, pool } = await testDatabase()
const PASSWORD = 'vier woorden zijn genoeg'
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000)
let address = 0
const baseUrl = 'https://meedoen.example'
const ask = (municipality: Municipality, email: string, now = NOW, clientAddress = `192.0.2.${++address}`) =>
  requestPasswordReset(
    db,
    visitorOf(municipality),
    { email, clientAddress, deviceToken: null, baseUrl, secret: 'secret' },
    now,
  )

async function links(municipality: Municipality) {
  const rows = await db
    .selectFrom('notification')
    .select(['template', 'data'])
    .where('municipalityId', '=', municipality.id)
    .where('template', '=', 'passwordReset')
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
  const set = () => resetPassword(db, visitorOf(municipality), { token, password: PASSWORD, baseUrl }, minutes(59))
  const outcomes = await Promise.allSettled([set(), set()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(set()).rejects.toThrow(/werkt niet meer/)
  expect((await whoIs(site, cookie, NOW)).actor).toBeNull()
  const { firstStep } = logsIn({ db, pool, secret: 'secret' })
  expect(await firstStep(municipality, { email: actor.email, password: PASSWORD })).toMatchObject({
    step: 'done',
    accountId: actor.id,
  })
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
  const set = (where: Municipality, now: Date) =>
    resetPassword(db, visitorOf(where), { token, password: PASSWORD, baseUrl }, now)
  await expect(set(municipality, minutes(60))).rejects.toThrow(/werkt niet meer/)
  await expect(set(other, NOW)).rejects.toThrow(/werkt niet meer/)
  expect(await accountOfResetToken(db, municipality.id, token, NOW)).toMatchObject({ accountId: actor.id })
  await blockAccount(db, await anActor(db, municipality), { accountId: actor.id }, NOW)
  await expect(set(municipality, NOW)).rejects.toThrow(/werkt niet meer/)
})

test('asked again, both links work until one is used; a second press within a minute sends nothing', async () => {
  const { municipality, actor, token } = await asked()
  await ask(municipality, actor.email, new Date(NOW.getTime() + 30_000))
  expect(await links(municipality)).toHaveLength(1)
  await ask(municipality, actor.email, minutes(5))
  const [, second = ''] = await links(municipality)
  const set = (link: string, at: number) =>
    resetPassword(
      db,
      visitorOf(municipality),
      { token: link.split('/').at(-1) ?? '', password: PASSWORD, baseUrl },
      minutes(at),
    )
  await set(token, 6)
  await expect(set(second, 7), 'the other is of no use any more').rejects.toThrow(/werkt niet meer/)
})

test('a password that is too easy is refused at its field, and the link still works', async () => {
  const { municipality, actor, token } = await asked()
  const set = (password: string) => resetPassword(db, visitorOf(municipality), { token, password, baseUrl }, NOW)
  await expect(set(actor.email)).rejects.toMatchObject({ field: 'password' })
  await set(PASSWORD)
})

test('a stranger who asks twenty times from everywhere leaves the owner with a link that works, and few messages', async () => {
  const { municipality, actor } = await asked()
  for (let at = 1; at <= 20; at++) await ask(municipality, actor.email, minutes(at * 2))
  expect((await links(municipality)).length).toBeLessThanOrEqual(6)
  // Whenever the owner asks, there is a link in the mailbox that works for half an hour yet.
  for (const at of [41, 59, 61, 89, 100]) {
    await expect(ask(municipality, actor.email, minutes(at))).resolves.toBeUndefined()
    const newest = (await links(municipality)).at(-1)?.split('/').at(-1) ?? ''
    expect(await accountOfResetToken(db, municipality.id, newest, minutes(at + 29)), `at ${at}`).toMatchObject({
      accountId: actor.id,
    })
  }
})

test('a known device may ask when others of its network have asked too often', async () => {
  const { municipality, actor } = await asked()
  const { token: deviceToken, tokenHash } = newLinkToken()
  const device = { id: uuid(), accountId: actor.id, tokenHash, createdAt: NOW, lastUsedAt: NOW }
  await db
    .insertInto('knownDevice')
    .values({ municipalityId: municipality.id, ...device })
    .execute()
  const clientAddress = '203.0.113.77'
  for (let n = 0; n < 20; n++) await ask(municipality, `wie${n}@gemeente.example`, NOW, clientAddress)
  await expect(ask(municipality, actor.email, minutes(5), clientAddress)).rejects.toBeInstanceOf(TooManyAttempts)
  const own = { email: actor.email, clientAddress, deviceToken, baseUrl, secret: 'secret' }
  await requestPasswordReset(db, visitorOf(municipality), own, minutes(5))
  expect(await links(municipality)).toHaveLength(2)
})

test('the owner hears of the new password, and devices of before are strangers', async () => {
  const { municipality, actor, token } = await asked()
  const device = { id: uuid(), accountId: actor.id, tokenHash: 'x', createdAt: NOW, lastUsedAt: NOW }
  await db
    .insertInto('knownDevice')
    .values({ municipalityId: municipality.id, ...device })
    .execute()
  await resetPassword(db, visitorOf(municipality), { token, password: PASSWORD, baseUrl }, NOW)
  expect(await db.selectFrom('knownDevice').selectAll().where('accountId', '=', actor.id).execute()).toEqual([])
  const mailed = await db
    .selectFrom('notification')
    .select(['template', 'recipient'])
    .where('municipalityId', '=', municipality.id)
    .execute()
  expect(mailed).toContainEqual({ template: 'passwordChanged', recipient: actor.email })
})

test('one visitor can ask 20 times an hour in all', async () => {
  const municipality = await aMunicipality(db)
  for (let n = 0; n < 20; n++) await ask(municipality, `wie${n}@gemeente.example`, NOW, '203.0.113.5')
  await expect(ask(municipality, 'nog-een@gemeente.example', NOW, '203.0.113.5')).rejects.toBeInstanceOf(
    TooManyAttempts,
  )
})
