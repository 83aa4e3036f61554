import { sql } from 'kysely'
import { generateSync } from 'otplib'
import { beforeAll, expect, test } from 'vitest'
import type { Municipality } from '#app/features/municipalities/municipality.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { logsIn, visitorOf } from '#tests/log-in.ts'
import { testDatabase } from '#tests/setup/database.ts'
import type { Actor } from './account.ts'
import { endSecondStep, resetSecondStep } from './end-second-step.server.ts'
import { WRONG_LOGIN } from './log-in.server.ts'
import { takeNextStep } from './next-step.server.ts'
import { passSecondStep } from './pass-second-step.server.ts'
import { hashPassword } from './password.server.ts'
import { pendingOf } from './pending-log-in.server.ts'
import { TooManyAttempts } from './rate-limit.server.ts'
import { hasSecondStep, recoveryCodesLeft } from './second-step-of.server.ts'
import { secretToSetUp } from './second-step-secret.server.ts'
import { storedSessionId, whoIs } from './session.server.ts'
import { renewRecoveryCodes, setUpSecondStep } from './set-up-second-step.server.ts'

const { db, pool } = await testDatabase()
const SECRET = 'a secret of this test'
const PASSWORD = 'vier woorden zijn genoeg'
const baseUrl = 'https://meedoen.example'
let passwordHash: string
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
})

const siteOf = (municipality: Municipality) => ({ pool, secure: false, municipalityId: municipality.id })
const seconds = (count: number) => new Date(NOW.getTime() + count * 1000)
const header = (cookie = '') => cookie.split(';')[0] ?? ''
const valueOf = (cookie = '') => header(cookie).replace(/^[^=]*=/, '')
let address = 0
const browser = () => ({
  device: 'Firefox op Linux',
  deviceToken: null,
  clientAddress: `192.0.2.${++address % 250}`,
  baseUrl,
})
const { firstStep: logInWith, cookiesOf } = logsIn({ db, pool, secret: SECRET })
const firstStep = (municipality: Municipality, { email }: Actor, now = NOW, given = {}) =>
  logInWith(municipality, { email, password: PASSWORD, ...given }, now)

/** Someone with an app on their phone: its secret, the codes for when it is gone, and the session in which it was set up. */
async function withApp() {
  const municipality = await aMunicipality(db)
  const actor = await anActor(db, municipality, { passwordHash })
  const outcome = await firstStep(municipality, actor)
  if (outcome.step !== 'done') throw new Error(outcome.step)
  const [session, device] = outcome.cookies
  const sessionId = valueOf(session)
  const owner = { municipalityId: municipality.id, accountId: actor.id }
  const secret = secretToSetUp({ ...owner, storedSessionId: storedSessionId(sessionId) }, SECRET)
  const codes = await setUpSecondStep(
    db,
    actor,
    { code: codeAt(secret, NOW), current: PASSWORD, sessionId, baseUrl, secret: SECRET },
    NOW,
  )
  return { municipality, actor, owner, sessionId, deviceToken: valueOf(device), secret, codes }
}
const codeAt = (secret: string, at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) })
async function pendingFor(municipality: Municipality, actor: Actor, now: Date, given = {}) {
  const outcome = await firstStep(municipality, actor, now, given)
  if (outcome.step !== 'secondStep') throw new Error(outcome.step)
  return outcome.pending
}
/** Gives the code with what the first step gave. */
const passWith = (municipality: Municipality, pending: string, code: string, now = NOW, given = {}) =>
  passSecondStep(db, visitorOf(municipality), { pending, code, secret: SECRET, ...browser(), ...given }, now)
async function secondStep(municipality: Municipality, actor: Actor, code: string, now: Date, given = {}) {
  return passWith(municipality, await pendingFor(municipality, actor, now), code, now, given)
}
const said = async (municipality: Municipality) =>
  (
    await db
      .selectFrom('notification')
      .select(['recipient', 'data'])
      .where('municipalityId', '=', municipality.id)
      .where('template', '=', 'secondStepChanged')
      .orderBy('createdAt')
      .execute()
  ).map(({ recipient, data }) => [recipient, (data as Record<string, string>).what])
const sessions = ({ id }: Actor) => db.selectFrom('session').select('id').where('userId', '=', id).execute()

test('with an app the password alone opens no session; with a code it does, under a new id', async () => {
  const { municipality, actor, secret, sessionId } = await withApp()
  const before = await sessions(actor)
  expect((await firstStep(municipality, actor, seconds(30))).step).toBe('secondStep')
  expect(await sessions(actor)).toEqual(before)
  const outcome = await secondStep(municipality, actor, codeAt(secret, seconds(30)), seconds(30))
  const { cookies, roles } = await cookiesOf(municipality, outcome)
  expect(roles).toEqual(['official'])
  expect(valueOf(cookies[0])).not.toBe(sessionId)
  expect(await whoIs(siteOf(municipality), header(cookies[0]), NOW)).toMatchObject({
    actor: { id: actor.id },
    hasSecondStep: true,
  })
})

async function waitingInLine(): Promise<number> {
  const { rows } =
    await sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(db)
  return rows.length
}

test('a code works once, also when two browsers send it at the same moment', async () => {
  const { municipality, actor, owner, secret } = await withApp()
  await expect(secondStep(municipality, actor, codeAt(secret, NOW), NOW), 'it set up the app').rejects.toMatchObject({
    field: 'code',
  })
  const code = codeAt(secret, seconds(60))
  const { both } = await db.transaction().execute(async (trx) => {
    // Held until both have seen that it was not used.
    await trx
      .selectFrom('secondStep')
      .select('accountId')
      .where('accountId', '=', owner.accountId)
      .forUpdate()
      .execute()
    const asked = Promise.allSettled([1, 2].map(() => secondStep(municipality, actor, code, seconds(60))))
    await expect.poll(waitingInLine, { timeout: 20_000 }).toBe(2)
    return { both: asked }
  })
  const outcomes = await both
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(secondStep(municipality, actor, code, seconds(80))).rejects.toThrow(/al gebruikt/)
})

test('each of ten recovery codes works once, and the owner hears of it', async () => {
  const { municipality, actor, owner, codes } = await withApp()
  expect(codes).toHaveLength(10)
  const code = codes[3] ?? ''
  expect((await secondStep(municipality, actor, code.toLowerCase(), NOW)).accountId).toBe(actor.id)
  await expect(secondStep(municipality, actor, code, NOW)).rejects.toThrow(/al gebruikt/)
  expect(await recoveryCodesLeft(db, owner)).toBe(9)
  expect((await said(municipality)).at(-1)).toEqual([actor.email, expect.stringMatching(/met een herstelcode/)])
})

test('the secret and the codes are not in the tables', async () => {
  const { owner, secret, codes } = await withApp()
  const rows = JSON.stringify([
    await db.selectFrom('secondStep').selectAll().where('accountId', '=', owner.accountId).execute(),
    await db.selectFrom('recoveryCode').selectAll().where('accountId', '=', owner.accountId).execute(),
  ])
  for (const hidden of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
    expect(rows).not.toContain(hidden)
})

test('with another SESSION_SECRET a recovery code still opens the account, and the app says why it does not', async () => {
  const { municipality, actor, secret, codes } = await withApp()
  const pending = await pendingFor(municipality, actor, seconds(30), { secret: 'another' })
  const pass = (code: string) => passWith(municipality, pending, code, seconds(30), { secret: 'another' })
  await expect(pass(codeAt(secret, seconds(30)))).rejects.toThrow(/Gebruik een herstelcode/)
  expect((await pass(codes[0] ?? '')).accountId).toBe(actor.id)
})

test('wrong codes are limited, elsewhere and on a device, and the one does not use up the other', async () => {
  const { municipality, actor, secret, deviceToken } = await withApp()
  const pending = await pendingFor(municipality, actor, NOW)
  const pass = (code: string, given: object, now = NOW) => passWith(municipality, pending, code, now, given)
  const clientAddress = '203.0.113.30'
  for (let n = 0; n < 10; n++) await expect(pass('000000', { clientAddress })).rejects.toMatchObject({ field: 'code' })
  await expect(pass('000000', { clientAddress })).rejects.toBeInstanceOf(TooManyAttempts)
  for (let n = 0; n < 20; n++) await expect(pass('000000', {})).rejects.toMatchObject({ field: 'code' })
  await expect(
    pass(codeAt(secret, seconds(30)), {}, seconds(30)),
    '30 wrong codes from everywhere',
  ).rejects.toBeInstanceOf(TooManyAttempts)
  expect((await pass(codeAt(secret, seconds(30)), { deviceToken }, seconds(30))).accountId, 'the owner’s device').toBe(
    actor.id,
  )
  for (let n = 0; n < 10; n++) await expect(pass('000000', { deviceToken })).rejects.toMatchObject({ field: 'code' })
  await expect(pass('000000', { deviceToken })).rejects.toBeInstanceOf(TooManyAttempts)
  const counts = await db
    .selectFrom('event')
    .select('detail')
    .where('municipalityId', '=', municipality.id)
    .where('act', '=', 'failSecondStep')
    .execute()
  expect(counts.map(({ detail }) => detail)).toEqual([{ count: 1 }, { count: 10 }])
})

test('what the first step gives is of ten minutes, of this password, of this municipality, and cannot be made', async () => {
  const { municipality, actor } = await withApp()
  const outcome = await firstStep(municipality, actor)
  const token = outcome.step === 'secondStep' ? outcome.pending : ''
  const read = (value: string, now = NOW, of = municipality.id) =>
    pendingOf(db, { municipalityId: of, secret: SECRET }, value, now)
  expect((await read(token))?.accountId).toBe(actor.id)
  expect(await read(token, seconds(600))).toBeNull()
  expect(await read(token, NOW, (await aMunicipality(db)).id)).toBeNull()
  const stranger = await anActor(db, municipality, { passwordHash })
  expect(await read(token.replace(actor.id, stranger.id))).toBeNull()
  for (const made of ['', 'a.b.c', `${actor.id}.99999999999999.x`]) expect(await read(made)).toBeNull()
  await db
    .updateTable('account')
    .set({ passwordHash: await hashPassword('een heel nieuw wachtwoord') })
    .where('id', '=', actor.id)
    .execute()
  expect(await read(token)).toBeNull()
})

test('a reset by mail leads to the code, and not past it; the device is known from there', async () => {
  const { municipality, actor, owner } = await withApp()
  const before = await sessions(actor)
  const outcome = await db
    .transaction()
    .execute((trx) => takeNextStep(trx, owner, { ...browser(), secret: SECRET, byLink: true }, NOW))
  expect(await cookiesOf(municipality, outcome)).toMatchObject({
    step: 'secondStep',
    cookies: [expect.stringMatching(/^saomen_stap2=/), expect.stringMatching(/^saomen_toestel=/)],
  })
  expect(await sessions(actor)).toEqual(before)
  expect(await hasSecondStep(db, owner)).toBe(true)
})

test('setting it up asks for the password and a code of the app, and ends sessions of the password alone', async () => {
  const municipality = await aMunicipality(db)
  const actor = await anActor(db, municipality, { passwordHash })
  const [here, there] = [await firstStep(municipality, actor), await firstStep(municipality, actor)]
  if (here.step !== 'done' || there.step !== 'done') throw new Error('in one step')
  const sessionId = valueOf(here.cookies[0])
  const secret = secretToSetUp(
    { municipalityId: municipality.id, accountId: actor.id, storedSessionId: storedSessionId(sessionId) },
    SECRET,
  )
  const set = (code: string, current: string) =>
    setUpSecondStep(db, actor, { code, current, sessionId, baseUrl, secret: SECRET }, NOW)
  const code = codeAt(secret, NOW)
  await expect(set('', PASSWORD)).rejects.toMatchObject({ field: 'code' })
  await expect(set(code, 'fout wachtwoord')).rejects.toMatchObject({ field: 'current' })
  await expect(set(codeAt(secret, seconds(90)), PASSWORD)).rejects.toMatchObject({ field: 'code' })
  const outcomes = await Promise.allSettled([set(code, PASSWORD), set(code, PASSWORD)])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await whoIs(siteOf(municipality), header(there.cookies[0]), NOW)).actor).toBeNull()
  expect((await whoIs(siteOf(municipality), header(here.cookies[0]), NOW)).actor?.id).toBe(actor.id)
  expect(await said(municipality)).toEqual([[actor.email, expect.stringMatching(/staat nu aan/)]])
})

test('new recovery codes end the old ones', async () => {
  const { municipality, actor, owner, codes, sessionId } = await withApp()
  await expect(
    renewRecoveryCodes(db, actor, { current: 'fout', sessionId, baseUrl, secret: SECRET }, NOW),
  ).rejects.toMatchObject({ field: 'current' })
  const fresh = await renewRecoveryCodes(db, actor, { current: PASSWORD, sessionId, baseUrl, secret: SECRET }, NOW)
  await expect(secondStep(municipality, actor, codes[0] ?? '', NOW)).rejects.toMatchObject({ field: 'code' })
  await secondStep(municipality, actor, fresh[0] ?? '', NOW)
  expect(await recoveryCodesLeft(db, owner)).toBe(9)
})

test('who must have it cannot turn it off; in the demo it goes with the password', async () => {
  const { municipality, actor, owner, sessionId } = await withApp()
  const end = (mode: 'demo' | 'production', current: string) =>
    endSecondStep(db, actor, { current, sessionId, baseUrl, mode, secret: SECRET }, NOW)
  await expect(end('production', PASSWORD)).rejects.toThrow(/nodig/)
  await expect(end('demo', 'fout')).rejects.toMatchObject({ field: 'current' })
  await end('demo', PASSWORD)
  const renew = { current: PASSWORD, sessionId, baseUrl, secret: SECRET }
  await expect(renewRecoveryCodes(db, actor, renew, NOW)).rejects.toMatchObject({ code: 'stepIsOff' })
  expect(await hasSecondStep(db, owner)).toBe(false)
  expect(await recoveryCodesLeft(db, owner)).toBe(0)
  expect((await firstStep(municipality, actor)).step).toBe('done')
})

test('another administrator resets it, and a command does; the person hears of it and is logged out', async () => {
  const { municipality, actor, owner } = await withApp()
  const other = await anActor(db, municipality)
  const input = { accountId: actor.id, baseUrl }
  await expect(resetSecondStep(db, actor, input, NOW)).rejects.toThrow(/Vraag een andere beheerder/)
  await expect(
    resetSecondStep(db, await anActor(db, municipality, { innerRoles: ['processor'] }), input, NOW),
  ).rejects.toThrow(/beheerder/)
  const elsewhere = await anActor(db, await aMunicipality(db))
  await expect(resetSecondStep(db, elsewhere, input, NOW)).rejects.toThrow(/bestaat niet/)
  expect(await hasSecondStep(db, owner)).toBe(true)
  await resetSecondStep(db, other, input, NOW)
  await resetSecondStep(db, { kind: 'command', id: null, municipalityId: municipality.id }, input, NOW)
  expect(await sessions(actor)).toEqual([])
  expect((await firstStep(municipality, actor)).step).toBe('done')
  expect((await said(municipality)).at(-1)).toEqual([actor.email, expect.stringMatching(/beheerder heeft/)])
  const events = await db
    .selectFrom('event')
    .select('actorId')
    .where('municipalityId', '=', municipality.id)
    .where('act', '=', 'resetSecondStep')
    .where('subjectKind', '!=', 'refusal')
    .execute()
  expect(events).toEqual([{ actorId: other.id }])
})

test('a wrong password says nothing of a second step', async () => {
  const { municipality, actor } = await withApp()
  await expect(firstStep(municipality, actor, NOW, { password: 'fout wachtwoord' })).rejects.toThrow(WRONG_LOGIN)
})
