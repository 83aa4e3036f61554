import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Municipality } from '#app/features/municipalities/municipality.server.ts'
import { logTo } from '#app/log.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { logsIn } from '#tests/log-in.ts'
import { testDatabase } from '#tests/setup/database.ts'
import type { Actor } from './account.ts'
import { blockAccount } from './block-account.server.ts'
import { changePassword } from './change-password.server.ts'
import { endSessions, forgetDevice } from './end-sessions.server.ts'
import { countWrongPassword } from './failed-log-in.server.ts'
import { WRONG_LOGIN } from './log-in.server.ts'
import { hashPassword } from './password.server.ts'
import { devicesOf } from './queries.server.ts'
import { TooManyAttempts } from './rate-limit.server.ts'
import { storedSessionId, whoIs } from './session.server.ts'

const { db, pool } = await testDatabase()
const SECRET = 'a secret of this test'
const PASSWORD = 'vier woorden zijn genoeg'
const baseUrl = 'https://meedoen.example'
let passwordHash: string
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
})

const siteOf = (municipality: Municipality) => ({ pool, secure: false, municipalityId: municipality.id })
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000)
const valueOf = (cookie = '') => /^[^=]+=([^;]*)/.exec(cookie)?.[1] ?? ''

const { firstStep } = logsIn({ db, pool, secret: SECRET })
type Given = Parameters<typeof firstStep>[1]
const attempt = (municipality: Municipality, { email }: { email: string }, given: Given = {}, now = NOW) =>
  firstStep(municipality, { email, password: PASSWORD, ...given }, now)
/** Logs in, and gives what the browser carries from then on. */
async function loggedIn(municipality: Municipality, actor: Actor, given: Given = {}, now = NOW) {
  const outcome = await attempt(municipality, actor, given, now)
  if (outcome.step !== 'done') throw new Error(outcome.step)
  const [session, device] = outcome.cookies
  return { sessionId: valueOf(session), deviceToken: valueOf(device) }
}
async function aPerson() {
  const municipality = await aMunicipality(db)
  return { municipality, actor: await anActor(db, municipality, { passwordHash }) }
}
/** Strangers guess: as many wrong tries as make an account ask for more than the password. All but the last without the work of a hash. */
async function guessed(
  municipality: Municipality,
  { id: accountId, email }: { id: string | null; email: string },
  now = NOW,
) {
  const who = { municipalityId: municipality.id, email, accountId }
  for (let n = 0; n < 99; n++) await countWrongPassword(db, who, now, SECRET)
  await expect(attempt(municipality, { email }, { password: 'fout wachtwoord' }, now)).rejects.toThrow(WRONG_LOGIN)
}
const messages = (municipality: Municipality, template: string) =>
  db
    .selectFrom('notification')
    .select(['recipient', 'data'])
    .where('municipalityId', '=', municipality.id)
    .where('template', '=', template)
    .execute()
async function linkIn(municipality: Municipality) {
  const all = await messages(municipality, 'logInLink')
  return {
    count: all.length,
    token:
      String((all.at(-1)?.data as Record<string, string> | undefined)?.link)
        .split('/')
        .at(-1) ?? '',
  }
}

test('a known device with the right password gets in, whatever others try and from whatever network', async () => {
  const { municipality, actor } = await aPerson()
  const clientAddress = '203.0.113.20'
  const { deviceToken } = await loggedIn(municipality, actor, { clientAddress })
  await guessed(municipality, actor)
  for (let n = 0; n < 10; n++)
    await expect(attempt(municipality, actor, { clientAddress, password: 'fout' })).rejects.toThrow(WRONG_LOGIN)
  await expect(attempt(municipality, actor, { clientAddress }), 'its network waits').rejects.toBeInstanceOf(
    TooManyAttempts,
  )
  expect((await attempt(municipality, actor, { clientAddress, deviceToken })).step).toBe('done')
})

test('ten wrong passwords on a known device are its own, and there it waits', async () => {
  const { municipality, actor } = await aPerson()
  const { deviceToken } = await loggedIn(municipality, actor)
  for (let n = 0; n < 10; n++) {
    await expect(attempt(municipality, actor, { deviceToken, password: `fout wachtwoord ${n}` })).rejects.toThrow(
      WRONG_LOGIN,
    )
  }
  await expect(attempt(municipality, actor, { deviceToken })).rejects.toBeInstanceOf(TooManyAttempts)
  expect((await attempt(municipality, actor, { deviceToken }, minutes(15))).step).toBe('done')
})

test('the token of a device opens nothing at another account, and of a stranger nothing at all', async () => {
  const { municipality, actor } = await aPerson()
  const colleague = await anActor(db, municipality, { passwordHash })
  const { deviceToken } = await loggedIn(municipality, actor)
  await guessed(municipality, colleague)
  expect((await attempt(municipality, colleague, { deviceToken })).step).toBe('linkSent')
  const made = 'x'.repeat(43)
  const { deviceToken: given } = await loggedIn(municipality, actor, { deviceToken: made })
  expect(given, 'a token that we did not make is not taken over').not.toBe(made)
  const stored = await db.selectFrom('knownDevice').selectAll().where('accountId', '=', actor.id).execute()
  expect(JSON.stringify(stored)).not.toContain(given)
})

test('after 100 wrong passwords an unknown device needs the mailbox too; the link makes it known, once', async () => {
  const { municipality, actor } = await aPerson()
  await guessed(municipality, actor)
  await expect(
    attempt(municipality, actor, { password: 'fout wachtwoord' }),
    'no word more for a wrong one',
  ).rejects.toThrow(WRONG_LOGIN)
  expect(await messages(municipality, 'logInLink')).toEqual([])
  expect(await attempt(municipality, actor)).toEqual({ step: 'linkSent' })
  const { token } = await linkIn(municipality)
  await expect(attempt(municipality, actor, { linkToken: token, password: 'fout wachtwoord' })).rejects.toThrow(
    WRONG_LOGIN,
  )
  const { deviceToken } = await loggedIn(municipality, actor, { linkToken: token })
  expect((await attempt(municipality, actor, { linkToken: token })).step, 'used').toBe('linkSent')
  expect((await attempt(municipality, actor, { deviceToken })).step).toBe('done')
  expect((await attempt(municipality, actor, {}, minutes(60))).step, 'an hour later').toBe('done')
})

test('a link opens no other account, not after an hour, and not two browsers at once', async () => {
  const { municipality, actor } = await aPerson()
  const colleague = await anActor(db, municipality, { passwordHash })
  await Promise.all([guessed(municipality, actor), guessed(municipality, colleague)])
  await attempt(municipality, actor)
  const { token: linkToken } = await linkIn(municipality)
  expect((await attempt(municipality, colleague, { linkToken })).step).toBe('linkSent')
  const both = await Promise.all([
    attempt(municipality, actor, { linkToken }),
    attempt(municipality, actor, { linkToken }),
  ])
  expect(both.map(({ step }) => step).sort()).toEqual(['done', 'linkSent'])
  const other = await linkIn(municipality)
  await guessed(municipality, actor, minutes(60))
  expect((await attempt(municipality, actor, { linkToken: other.token }, minutes(61))).step).toBe('linkSent')
})

test('who has the password and asks for twenty links fills no mailbox, and the owner’s links go on working', async () => {
  const { municipality, actor } = await aPerson()
  await guessed(municipality, actor)
  for (let n = 0; n < 20; n++) expect((await attempt(municipality, actor)).step).toBe('linkSent')
  const { count, token } = await linkIn(municipality)
  expect(count).toBe(3)
  expect((await attempt(municipality, actor, { linkToken: token })).step).toBe('done')
})

test('an address without an account gets the same words after 100 tries as before', async () => {
  const municipality = await aMunicipality(db)
  const nobody = { email: 'niemand@gemeente.example' }
  const lines: string[] = []
  onTestFinished(logTo((line) => lines.push(line)))
  await guessed(municipality, { ...nobody, id: null })
  const logged = lines.filter((line) => line.includes('without an account'))
  expect(logged.map((line) => JSON.parse(line).attempt)).toEqual([1, 10, 100])
  expect(logged.join(''), 'the log has it, without the address').not.toContain('niemand')
  await expect(attempt(municipality, nobody)).rejects.toThrow(WRONG_LOGIN)
  expect(await messages(municipality, 'logInLink')).toEqual([])
})

test('the first, tenth and hundredth wrong password of an hour leave an event about the account, and no address', async () => {
  const { municipality, actor } = await aPerson()
  await guessed(municipality, actor)
  await expect(attempt(municipality, { email: 'niemand@gemeente.example' })).rejects.toThrow(WRONG_LOGIN)
  const events = await db
    .selectFrom('event')
    .select(['actorKind', 'subjectId', 'detail'])
    .where('municipalityId', '=', municipality.id)
    .where('act', '=', 'failLogIn')
    .execute()
  const about = { actorKind: 'system', subjectId: actor.id }
  expect(events).toHaveLength(3)
  expect(events).toEqual(expect.arrayContaining([1, 10, 100].map((count) => ({ ...about, detail: { count } }))))
})

test('the owner hears of a login on a new device, once for each', async () => {
  const { municipality, actor } = await aPerson()
  const { deviceToken } = await loggedIn(municipality, actor)
  await loggedIn(municipality, actor, { deviceToken })
  const [mail, ...more] = await messages(municipality, 'newDevice')
  expect(mail).toMatchObject({ recipient: actor.email, data: { device: 'Firefox op Linux', site: baseUrl } })
  expect(more).toEqual([])
  await loggedIn(municipality, actor)
  expect(await messages(municipality, 'newDevice')).toHaveLength(2)
})

test('logging a device out, everywhere or one, makes it a stranger; another’s device is left alone', async () => {
  const { municipality, actor } = await aPerson()
  const colleague = await anActor(db, municipality, { passwordHash })
  const [here, there, third] = [
    await loggedIn(municipality, actor),
    await loggedIn(municipality, actor),
    await loggedIn(municipality, actor),
  ]
  await loggedIn(municipality, colleague)
  const [theirs] = await devicesOf(db, colleague, '')
  await forgetDevice(db, actor, { deviceId: theirs?.id ?? '' }, NOW)
  expect(await devicesOf(db, colleague, '')).toHaveLength(1)

  await endSessions(db, actor, { which: storedSessionId(there.sessionId) }, NOW)
  expect(await devicesOf(db, actor, here.sessionId)).toHaveLength(2)
  const other = (await devicesOf(db, actor, here.sessionId)).find(({ isThisOne }) => !isThisOne)
  await forgetDevice(db, actor, { deviceId: other?.id ?? '' }, NOW)
  expect(
    (await whoIs(siteOf(municipality), `saomen=${third.sessionId}`, NOW)).actor,
    'its session ended with it',
  ).toBeNull()
  expect((await whoIs(siteOf(municipality), `saomen=${here.sessionId}`, NOW)).actor?.id).toBe(actor.id)
  await endSessions(db, actor, { which: 'all' }, NOW)
  expect(await devicesOf(db, actor, '')).toEqual([])
})

test('a new password and a block end known devices; the one at hand stays with a new password', async () => {
  const { municipality, actor } = await aPerson()
  const [here] = [await loggedIn(municipality, actor), await loggedIn(municipality, actor)]
  const input = {
    current: PASSWORD,
    password: 'een heel nieuw wachtwoord',
    sessionId: here.sessionId,
    secret: SECRET,
    baseUrl,
  }
  await changePassword(db, actor, input, NOW)
  expect((await devicesOf(db, actor, here.sessionId)).map(({ isThisOne }) => isThisOne)).toEqual([true])
  expect(await messages(municipality, 'passwordChanged')).toMatchObject([{ recipient: actor.email }])
  await blockAccount(db, await anActor(db, municipality), { accountId: actor.id }, NOW)
  expect(await devicesOf(db, actor, '')).toEqual([])
})

test('wrong passwords at one open screen keep nobody from changing theirs at another', async () => {
  const { municipality, actor } = await aPerson()
  const [mine, left] = [await loggedIn(municipality, actor), await loggedIn(municipality, actor)]
  const change = (sessionId: string, current: string) =>
    changePassword(
      db,
      actor,
      { current, password: 'een heel nieuw wachtwoord', sessionId, secret: SECRET, baseUrl },
      NOW,
    )
  for (let n = 0; n < 10; n++) await expect(change(left.sessionId, 'fout')).rejects.toMatchObject({ field: 'current' })
  await expect(change(left.sessionId, PASSWORD)).rejects.toBeInstanceOf(TooManyAttempts)
  await change(mine.sessionId, PASSWORD)
})

test('a device on which nobody logged in for a year is a stranger', async () => {
  const { municipality, actor } = await aPerson()
  const { deviceToken } = await loggedIn(municipality, actor)
  await loggedIn(municipality, actor, { deviceToken }, new Date(NOW.getTime() + 366 * 86_400_000))
  expect(await messages(municipality, 'newDevice')).toHaveLength(2)
})
