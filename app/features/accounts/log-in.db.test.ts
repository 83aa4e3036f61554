import { beforeAll, expect, test } from 'vitest'
import type { Municipality } from '#app/features/municipalities/municipality.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { logsIn } from '#tests/log-in.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { changePassword } from './change-password.server.ts'
import { endSessions } from './end-sessions.server.ts'
import { WRONG_LOGIN } from './log-in.server.ts'
import { hashPassword } from './password.server.ts'
import { sessionsOf } from './queries.server.ts'
import { countAttempt, TooManyAttempts } from './rate-limit.server.ts'
import { storedSessionId, whoIs } from './session.server.ts'

const { db, pool } = await testDatabase()
const SECRET = 'a secret of this test'
const PASSWORD = 'vier woorden zijn genoeg'
let passwordHash: string
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
})

const siteOf = (municipality: Municipality) => ({ pool, secure: false, municipalityId: municipality.id })
/** Of whoever guesses in a test; other visits each come from an address of their own. */
const clientAddress = '203.0.113.9'
const baseUrl = 'https://meedoen.example'
const { firstStep: logInWith } = logsIn({ db, pool, secret: SECRET })
type Given = Parameters<typeof logInWith>[1]
const firstStep = (municipality: Municipality, given: Given, now = NOW) =>
  logInWith(municipality, { password: PASSWORD, ...given }, now)
/** Logs in where no second step is asked; gives the cookie of the session. */
async function attempt(municipality: Municipality, given: Given, now = NOW) {
  const outcome = await firstStep(municipality, given, now)
  if (outcome.step !== 'done') throw new Error(outcome.step)
  const [cookie = '', deviceCookie = ''] = outcome.cookies
  return { ...outcome, cookie, deviceToken: header(deviceCookie).split('=')[1] ?? '' }
}
async function aMember(municipality: Municipality, given: Parameters<typeof anActor>[2] = {}) {
  return anActor(db, municipality, { passwordHash, ...given })
}
const header = (cookie: string) => cookie.split(';')[0] ?? ''
const sessionIdOf = (cookie: string) => header(cookie).split('=')[1] ?? ''

test('the right password opens a session, and the cookie says who it is', async () => {
  const municipality = await aMunicipality(db)
  const actor = await aMember(municipality, { role: 'clerk' })
  const { cookie, roles, accountId } = await attempt(municipality, { email: ` ${actor.email.toUpperCase()} ` })
  expect([accountId, roles]).toEqual([actor.id, ['clerk']])
  expect(cookie).toMatch(/HttpOnly/)
  const visit = await whoIs(siteOf(municipality), header(cookie), NOW)
  expect(visit.actor?.id).toBe(actor.id)
})

test('the stored session is not the one in the cookie', async () => {
  const municipality = await aMunicipality(db)
  const { cookie, accountId } = await attempt(municipality, { email: (await aMember(municipality)).email })
  const stored = await db.selectFrom('session').select('id').where('userId', '=', accountId).executeTakeFirstOrThrow()
  expect(stored.id).toBe(storedSessionId(sessionIdOf(cookie)))
  expect((await whoIs(siteOf(municipality), `saomen=${stored.id}`, NOW)).actor).toBeNull()
})

test('one message for an unknown address, a wrong password, a blocked account and one without a password', async () => {
  const municipality = await aMunicipality(db)
  const other = await aMunicipality(db)
  const known = await aMember(municipality)
  const blocked = await aMember(municipality)
  await db.updateTable('account').set({ blockedAt: NOW }).where('id', '=', blocked.id).execute()
  const withoutPassword = await anActor(db, municipality)
  const elsewhere = await aMember(other)
  for (const given of [
    { email: 'niemand@gemeente.example' },
    { email: known.email, password: 'een ander wachtwoord' },
    { email: blocked.email },
    { email: withoutPassword.email },
    { email: withoutPassword.email, password: 'no password at all' },
    { email: elsewhere.email },
  ]) {
    await expect(attempt(municipality, given), given.email).rejects.toMatchObject({
      code: 'wrongLogIn',
      message: WRONG_LOGIN,
    })
  }
  expect(await db.selectFrom('session').selectAll().where('municipalityId', '=', municipality.id).execute()).toEqual([])
})

test('after ten wrong passwords a visitor waits, also with the right one, and the message says until when', async () => {
  const municipality = await aMunicipality(db)
  const { email } = await aMember(municipality)
  for (let tries = 0; tries < 10; tries++) {
    await expect(attempt(municipality, { email, clientAddress, password: `fout wachtwoord ${tries}` })).rejects.toThrow(
      WRONG_LOGIN,
    )
  }
  await expect(attempt(municipality, { email, clientAddress })).rejects.toThrow(/opnieuw om 12\.15/)
  await expect(attempt(municipality, { email: email.toUpperCase(), clientAddress })).rejects.toBeInstanceOf(
    TooManyAttempts,
  )
  expect((await attempt(municipality, { email })).cookie, 'whose account it is, comes in from elsewhere').toBeTruthy()
  const later = new Date(NOW.getTime() + 15 * 60_000)
  expect((await attempt(municipality, { email, clientAddress }, later)).cookie).toBeTruthy()
})

test('an address that does not exist waits just the same', async () => {
  const municipality = await aMunicipality(db)
  const email = 'niemand@gemeente.example'
  for (let tries = 0; tries < 10; tries++)
    await expect(attempt(municipality, { email, clientAddress })).rejects.toThrow(WRONG_LOGIN)
  await expect(attempt(municipality, { email, clientAddress })).rejects.toBeInstanceOf(TooManyAttempts)
})

test('20 guesses at the same moment are no more than ten', async () => {
  const municipality = await aMunicipality(db)
  const { email } = await aMember(municipality)
  const guesses = Array.from({ length: 20 }, (_, n) =>
    attempt(municipality, { email, clientAddress, password: `fout wachtwoord ${n}` }),
  )
  const reasons = (await Promise.allSettled(guesses)).map((guess) =>
    guess.status === 'rejected' ? guess.reason : null,
  )
  expect(reasons.filter((reason) => reason instanceof TooManyAttempts)).toHaveLength(10)
  expect(reasons.filter((reason) => reason.message === WRONG_LOGIN)).toHaveLength(10)
})

test('one address may guess 30 times in all, whatever the account; who is refused for it locks nobody out', async () => {
  const municipality = await aMunicipality(db)
  const { email } = await aMember(municipality)
  const guesser = '2001:db8:1:2::7'
  for (let n = 0; n < 30; n++) {
    const given = { email: `wie${n}@gemeente.example`, clientAddress: `2001:db8:1:2::${n + 1}` }
    await expect(attempt(municipality, given)).rejects.toThrow(WRONG_LOGIN)
  }
  for (let n = 0; n < 12; n++) {
    await expect(
      attempt(municipality, { email, password: 'fout wachtwoord', clientAddress: guesser }),
    ).rejects.toBeInstanceOf(TooManyAttempts)
  }
  expect((await attempt(municipality, { email })).cookie).toBeTruthy()
})

test('only wrong passwords count: an office of 40 logs in behind one address', async () => {
  const municipality = await aMunicipality(db)
  const { email } = await aMember(municipality)
  for (let n = 0; n < 40; n++) await attempt(municipality, { email, clientAddress: '198.51.100.1' })
}, 30_000)

test('a session of one municipality opens nothing at another', async () => {
  const [ours, theirs] = [await aMunicipality(db), await aMunicipality(db)]
  const { cookie } = await attempt(ours, { email: (await aMember(ours)).email })
  const visit = await whoIs(siteOf(theirs), header(cookie), NOW)
  expect(visit.actor).toBeNull()
  expect(visit.sessionId).toBeNull()
})

test('a session ends for good when its time is over', async () => {
  const municipality = await aMunicipality(db)
  const { cookie, accountId } = await attempt(municipality, { email: (await aMember(municipality)).email })
  await db
    .updateTable('session')
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where('userId', '=', accountId)
    .execute()
  expect((await whoIs(siteOf(municipality), header(cookie), NOW)).actor).toBeNull()
})

test('a session ends after 30 days, however much it is used', async () => {
  const municipality = await aMunicipality(db)
  const { cookie, accountId } = await attempt(municipality, { email: (await aMember(municipality)).email })
  const after = (hours: number) =>
    whoIs(siteOf(municipality), header(cookie), new Date(NOW.getTime() + hours * 3_600_000))
  expect((await after(30 * 24 - 1)).actor?.id).toBe(accountId)
  expect(await after(30 * 24)).toMatchObject({ actor: null, setCookie: expect.stringMatching(/^saomen=;/) })
  const own = { municipalityId: municipality.id, id: accountId }
  expect(await sessionsOf(db, own, sessionIdOf(cookie), new Date(NOW.getTime() + 30 * 86_400_000))).toEqual([])
})

test('someone sees their own sessions and ends one, but never that of another', async () => {
  const municipality = await aMunicipality(db)
  const [actor, colleague] = [await aMember(municipality), await aMember(municipality)]
  const here = await attempt(municipality, { email: actor.email })
  const there = await attempt(municipality, { email: actor.email }, new Date(NOW.getTime() + 1000))
  const theirs = await attempt(municipality, { email: colleague.email })
  const list = await sessionsOf(db, actor, sessionIdOf(here.cookie), NOW)
  expect(list.map(({ isThisOne, device }) => [isThisOne, device])).toEqual([
    [false, 'Firefox op Linux'],
    [true, 'Firefox op Linux'],
  ])
  await endSessions(db, actor, { which: storedSessionId(sessionIdOf(theirs.cookie)) }, NOW)
  expect((await whoIs(siteOf(municipality), header(theirs.cookie), NOW)).actor?.id).toBe(colleague.id)
  await endSessions(db, actor, { which: storedSessionId(sessionIdOf(there.cookie)) }, NOW)
  expect((await whoIs(siteOf(municipality), header(there.cookie), NOW)).actor).toBeNull()
  expect((await whoIs(siteOf(municipality), header(here.cookie), NOW)).actor?.id).toBe(actor.id)
  await endSessions(db, actor, { which: 'all' }, NOW)
  expect((await whoIs(siteOf(municipality), header(here.cookie), NOW)).actor).toBeNull()
})

test('a new password ends the other sessions and the links for a new one; the old password no longer works', async () => {
  const municipality = await aMunicipality(db)
  const actor = await aMember(municipality)
  const here = await attempt(municipality, { email: actor.email })
  const there = await attempt(municipality, { email: actor.email })
  await db
    .insertInto('passwordReset')
    .values({
      municipalityId: municipality.id,
      accountId: actor.id,
      tokenHash: 'x',
      createdAt: NOW,
      expiresAt: new Date(NOW.getTime() + 1000),
    })
    .execute()
  const change = (current: string, password: string) =>
    changePassword(db, actor, { current, password, sessionId: sessionIdOf(here.cookie), secret: SECRET, baseUrl }, NOW)
  await expect(change('niet mijn wachtwoord', 'een heel nieuw wachtwoord')).rejects.toMatchObject({
    code: 'wrongPassword',
    field: 'current',
  })
  await expect(change(PASSWORD, 'kort')).rejects.toMatchObject({ field: 'password' })
  await expect(change(PASSWORD, municipality.name.padEnd(14, '!'))).rejects.toMatchObject({ field: 'password' })
  expect((await whoIs(siteOf(municipality), header(there.cookie), NOW)).actor).not.toBeNull()

  await change(PASSWORD, 'een heel nieuw wachtwoord')
  expect((await whoIs(siteOf(municipality), header(here.cookie), NOW)).actor?.id).toBe(actor.id)
  expect((await whoIs(siteOf(municipality), header(there.cookie), NOW)).actor).toBeNull()
  expect(await db.selectFrom('passwordReset').selectAll().where('accountId', '=', actor.id).execute()).toEqual([])
  await expect(attempt(municipality, { email: actor.email })).rejects.toThrow(WRONG_LOGIN)
  expect(
    (await attempt(municipality, { email: actor.email, password: 'een heel nieuw wachtwoord' })).cookie,
  ).toBeTruthy()
})

test('who has 65,536 networks on one connection gets no thirty tries for each', async () => {
  const municipality = await aMunicipality(db)
  const { email } = await aMember(municipality)
  const before = {
    municipalityId: municipality.id,
    secret: SECRET,
    kind: 'logInFromWiderNetwork',
    subject: '2001:db8:7::/48',
    limit: 300,
    windowMinutes: 15,
    weight: 299,
  }
  await countAttempt(db, before, NOW)
  const from = (network: string) =>
    attempt(municipality, { email, password: 'fout wachtwoord', clientAddress: `2001:db8:${network}::1` })
  await expect(from('7:1')).rejects.toThrow(WRONG_LOGIN)
  await expect(from('7:2')).rejects.toBeInstanceOf(TooManyAttempts)
  await expect(from('8:1')).rejects.toThrow(WRONG_LOGIN)
})
