import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import type { InnerRole } from './account.ts'
import { forEveryAccount, forEveryone, onlyFor, type AppContext } from './guard.server.ts'
import { interruptionOf } from './interrupted-post.ts'
import { openSession } from './session.server.ts'

const database = await testDatabase()
const { db, pool } = database

function contextOf(given: Partial<AppContext> = {}): AppContext {
  return {
    ...{ db, pool, mode: 'demo', secret: 'x'.repeat(32), baseUrl: null, ownPort: 3000, secure: false, arrivedAt: NOW },
    ...{ clientAddress: '192.0.2.1', nonce: '', headers: new Headers(), ...given },
  }
}

const visit = (
  host: string,
  {
    path = '/',
    cookie = '',
    method = 'GET',
    body,
  }: { path?: string; cookie?: string; method?: string; body?: FormData } = {},
) => ({
  request: new Request(`http://${host}${path}`, { method, headers: { host, cookie }, ...(body ? { body } : {}) }),
  params: {},
})

const whose = forEveryone(async ({ municipality, origin }) => ({ name: municipality.name, origin }))
const forOfficials = onlyFor('official', async ({ actor }) => actor.name)
const forProcessors = onlyFor('official', async ({ actor }) => actor.name, 'processor')

describe('whose site it is', () => {
  test('with one municipality any host is it, but links never follow a host that is not its own', async () => {
    const only = await aMunicipality(db, { name: 'Enige', host: 'enige.example' })
    const baseUrl = 'https://enige.example'
    expect(await whose({ ...visit('evil.example'), context: contextOf({ baseUrl }) })).toEqual({
      name: 'Enige',
      origin: baseUrl,
    })
    // A demo has no address but that of this machine, by any name of it, at the port where we listen.
    const demo = async (host: string) => (await whose({ ...visit(host), context: contextOf() })).origin
    for (const host of [
      'evil.example',
      'evil.example:3000',
      'localhost',
      'localhost:3000',
      'localhost:1337',
      'localhost.evil.example',
    ]) {
      expect(await demo(host), host).toBe('http://localhost:3000')
    }
    for (const host of ['127.0.0.1', '[::1]', 'assen.localhost'])
      expect(await demo(`${host}:1337`), host).toBe(`http://${host}:3000`)
    expect(await demo('ENIGE.example:1337')).toBe('http://enige.example:3000')
    await db.deleteFrom('municipality').where('id', '=', only.id).execute()
  })

  test('with more of them the host decides, links stay with that host, and another host is nobody’s', async () => {
    await aMunicipality(db, { name: 'Een', host: 'een.example' })
    const two = await aMunicipality(db, { name: 'Twee', host: 'twee.example' })
    const context = contextOf({ baseUrl: 'https://een.example' })
    expect(await whose({ ...visit('TWEE.example'), context })).toEqual({ name: 'Twee', origin: 'https://twee.example' })
    expect(
      await whose({ ...visit('twee.example:1337'), context }),
      'a port of the visitor is never in a link',
    ).toMatchObject({ origin: 'https://twee.example' })
    await expect(whose({ ...visit('drie.example'), context })).rejects.toMatchObject({ status: 404 })

    const official = await anActor(db, two)
    const cookie = await openSession({ pool, secure: false, municipalityId: two.id }, official.id, 'test')
    expect(await forOfficials({ ...visit('twee.example', { cookie }), context: contextOf() })).toBe(official.name)
    await expect(
      forOfficials({ ...visit('een.example', { cookie }), context: contextOf() }),
      'a session of the one opens nothing at the other',
    ).rejects.toMatchObject({ status: 302 })
  })
})

test('only who is let into an area is said to have entered it', async () => {
  const municipality = await aMunicipality(db, { host: 'in.example' })
  const site = { pool, secure: false, municipalityId: municipality.id }
  const heard: string[] = []
  const enter = (who: string, cookie: string) =>
    forOfficials({
      ...visit('in.example', { cookie }),
      context: contextOf({ entered: () => void heard.push(who) }),
    }).catch(() => {})
  await enter('nobody', '')
  await enter('made up', 'saomen=abc')
  await enter('partner', await openSession(site, (await anActor(db, municipality, { role: 'partnerMember' })).id, ''))
  await enter('official', await openSession(site, (await anActor(db, municipality)).id, ''))
  expect(heard).toEqual(['official'])
})

describe('a second municipality', () => {
  test('leaves the first one, which has no host of its own, where it was', async () => {
    const [first, second] = [
      await aMunicipality(db, { name: 'Eerste' }),
      await aMunicipality(db, { name: 'Tweede', host: 'tweede.example' }),
    ]
    const later = await aMunicipality(db, { name: 'Zonder host' })
    await db.deleteFrom('municipalityHost').where('municipalityId', 'in', [first.id, later.id]).execute()
    await db
      .updateTable('municipality')
      .set({ createdAt: new Date(NOW.getTime() + 1) })
      .where('id', '=', later.id)
      .execute()
    expect(await whose({ ...visit('localhost:3000'), context: contextOf() })).toMatchObject({ name: 'Eerste' })
    expect(await whose({ ...visit('tweede.example'), context: contextOf() })).toMatchObject({ name: 'Tweede' })
    const context = contextOf({ baseUrl: 'https://basis.example' })
    expect(await whose({ ...visit('evil.example'), context })).toEqual({
      name: 'Eerste',
      origin: 'https://basis.example',
    })
    await db.deleteFrom('municipality').where('id', 'in', [first.id, second.id, later.id]).execute()
  })
})

describe('what cannot be read', () => {
  const reads = forEveryone(async ({ request }) => [...(await request.formData())])
  const post = async (host: string, type: string, body: string) => {
    const request = new Request(`http://${host}/`, { method: 'POST', headers: { host, 'content-type': type }, body })
    return reads({ request, params: {}, context: contextOf() }).catch((thrown: unknown) => thrown)
  }

  test('a body that is no form, or half of one, is refused with a message', async () => {
    const { host } = await hostOfItsOwn()
    const form = 'multipart/form-data; boundary=x'
    for (const [type, body] of [
      ['text/plain', 'a=b'],
      ['application/json', '{}'],
      ['multipart/form-data', ''],
      [form, '--x\r\nContent-'],
    ] as const) {
      const refused = await post(host, type, body)
      expect(refused, type).toMatchObject({ status: 400 })
      expect(await (refused as Response).text()).toMatch(/kwam niet goed over/)
    }
    expect(await post(host, 'application/x-www-form-urlencoded', 'a=b')).toEqual([['a', 'b']])
  })

  test('a character that no database holds is refused with a message, in an address and in JSON', async () => {
    const { host } = await hostOfItsOwn()
    const seeks = forEveryone(async () =>
      db.selectFrom('municipality').select('id').where('slug', '=', 'a\0b').execute(),
    )
    const keeps = forEveryone(async () => sql`select ${JSON.stringify({ a: '\0' })}::jsonb`.execute(db))
    for (const guarded of [seeks, keeps]) {
      const refused = await guarded({ ...visit(host), context: contextOf() }).catch((thrown: unknown) => thrown)
      expect(refused).toMatchObject({ status: 400 })
    }
  })

  const hostOfItsOwn = async () => {
    const { id } = await aMunicipality(db)
    return db.selectFrom('municipalityHost').select('host').where('municipalityId', '=', id).executeTakeFirstOrThrow()
  }
})

describe('who may come in', () => {
  const at = async (role: 'official' | 'clerk', innerRoles: 'reviewer'[] = []) => {
    const municipality = await aMunicipality(db)
    const actor = await anActor(db, municipality, { role, innerRoles })
    const { host } = await db
      .selectFrom('municipalityHost')
      .select('host')
      .where('municipalityId', '=', municipality.id)
      .executeTakeFirstOrThrow()
    return {
      host,
      actor,
      municipality,
      cookie: await openSession({ pool, secure: false, municipalityId: municipality.id }, actor.id, 'test'),
    }
  }

  test('cookies of others are no hindrance, whatever is in them', async () => {
    const { host, actor, cookie } = await at('official')
    const seen = forEveryone(async ({ actor }) => actor?.name ?? null)
    const own = cookie.split(';')[0]
    for (const others of ['statistiek=100%', 'a=%E0%A4%A; b', '=; ;==', 'saomen=%; ']) {
      expect(await seen({ ...visit(host, { cookie: `${others}; ${own}` }), context: contextOf() }), others).toBe(
        actor.name,
      )
      expect(await seen({ ...visit(host, { cookie: others }), context: contextOf() }), others).toBeNull()
    }
  })

  test('a visitor without a session is sent to the login page with the way back', async () => {
    const { host } = await at('official')
    const refused = await forOfficials({
      ...visit(host, { path: '/ambtenaar/punten?thema=x' }),
      context: contextOf(),
    }).catch((response: Response) => response)
    expect(refused).toMatchObject({ status: 302 })
    expect((refused as Response).headers.get('location')).toBe('/inloggen?terug=%2Fambtenaar%2Fpunten%3Fthema%3Dx')
  })

  test('what was posted without a session comes back whole, to be sent again', async () => {
    const { host } = await at('official')
    const body = new FormData()
    body.append('reactie', 'Een lang antwoord\nop twee regels')
    body.append('onderdeel', 'a')
    body.append('onderdeel', 'b')
    const refused = (await forOfficials({
      ...visit(host, { path: '/ambtenaar/x', method: 'POST', body }),
      context: contextOf(),
    }).catch((r: Response) => r)) as Response
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({
      interrupted: {
        path: '/ambtenaar/x',
        fields: [
          ['reactie', 'Een lang antwoord\r\nop twee regels'],
          ['onderdeel', 'a'],
          ['onderdeel', 'b'],
        ],
        filesLost: false,
      },
    })
  })

  test('another role gets 404, an official without the inner role 403, a blocked one is logged out', async () => {
    const clerk = await at('clerk')
    await expect(forOfficials({ ...visit(clerk.host, clerk), context: contextOf() })).rejects.toMatchObject({
      status: 404,
    })
    const reviewer = await at('official', ['reviewer'])
    await expect(forProcessors({ ...visit(reviewer.host, reviewer), context: contextOf() })).rejects.toMatchObject({
      status: 403,
    })
    await db.updateTable('account').set({ blockedAt: NOW }).where('id', '=', reviewer.actor.id).execute()
    await expect(forOfficials({ ...visit(reviewer.host, reviewer), context: contextOf() })).rejects.toMatchObject({
      status: 302,
    })
  })

  test('the table of sessions holds no id that opens one', async () => {
    const { cookie } = await at('official')
    const id = /saomen=([^;]+)/.exec(cookie)?.[1] ?? ''
    expect(id.length).toBeGreaterThan(20)
    const rows = await db.selectFrom('session').select('id').execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map((row) => row.id)).not.toContain(id)
  })
})

describe('a second step in production', () => {
  const production = (given: Partial<AppContext> = {}) => contextOf({ mode: 'production', ...given })
  async function loggedIn(innerRoles: InnerRole[]) {
    const municipality = await aMunicipality(db)
    const actor = await anActor(db, municipality, { innerRoles })
    const { host } = await db
      .selectFrom('municipalityHost')
      .select('host')
      .where('municipalityId', '=', municipality.id)
      .executeTakeFirstOrThrow()
    const cookie =
      (await openSession({ pool, secure: false, municipalityId: municipality.id }, actor.id, 'test', NOW)).split(
        ';',
      )[0] ?? ''
    return { municipality, actor, host, cookie, path: '/ambtenaar/punten?thema=x' }
  }
  const outcomeOf = (who: { host: string; cookie: string; path: string }, context: AppContext) =>
    forOfficials({ ...visit(who.host, who), context }).catch((thrown: unknown) => thrown)
  const setUpFirst = (outcome: unknown) =>
    outcome instanceof Response ? [outcome.status, outcome.headers.get('location')] : outcome

  test.each([['administrator'], ['approver']] as const)(
    'an %s is led to set it up before anything else, and then back',
    async (inner) => {
      const who = await loggedIn([inner])
      expect(setUpFirst(await outcomeOf(who, production()))).toEqual([
        302,
        '/twee-stappen?terug=%2Fambtenaar%2Fpunten%3Fthema%3Dx',
      ])
      expect(await outcomeOf(who, contextOf()), 'in the demo nobody has to').toBe(who.actor.name)
      const step = {
        municipalityId: who.municipality.id,
        accountId: who.actor.id,
        sealedSecret: 'x',
        lastTimeStep: 0,
        createdAt: NOW,
      }
      await db.insertInto('secondStep').values(step).execute()
      expect(await outcomeOf(who, production())).toBe(who.actor.name)
    },
  )

  test('nobody else is asked, and an upgrade asks nobody in the middle of a session', async () => {
    const processor = await loggedIn(['processor', 'reviewer'])
    expect(await outcomeOf(processor, production())).toBe(processor.actor.name)
    const administrator = await loggedIn(['administrator'])
    await db.updateTable('session').set({ fromBefore: true }).where('userId', '=', administrator.actor.id).execute()
    expect(await outcomeOf(administrator, production())).toBe(administrator.actor.name)
  })

  test('what was posted is kept, to be sent after it', async () => {
    const who = await loggedIn(['approver'])
    const body = new FormData()
    body.append('antwoord', 'Een lang antwoord')
    const context = production()
    const refused = (await forOfficials({ ...visit(who.host, { ...who, method: 'POST', body }), context }).catch(
      (r: unknown) => r,
    )) as Response
    expect(refused.status).toBe(403)
    expect(interruptionOf(await refused.json())?.post).toMatchObject({
      fields: [['antwoord', 'Een lang antwoord']],
      needsSecondStep: true,
    })
  })

  test('whoever is logged in may set it up, and nobody else', async () => {
    const setUp = forEveryAccount(async ({ actor }) => actor.name)
    const who = await loggedIn(['administrator'])
    expect(await setUp({ ...visit(who.host, who), context: production() })).toBe(who.actor.name)
    await expect(setUp({ ...visit(who.host, { path: '/twee-stappen' }), context: production() })).rejects.toMatchObject(
      { status: 302 },
    )
  })
})

describe('cookies over https', () => {
  async function over(secure: boolean) {
    const municipality = await aMunicipality(db)
    const actor = await anActor(db, municipality)
    const { host } = await db
      .selectFrom('municipalityHost')
      .select('host')
      .where('municipalityId', '=', municipality.id)
      .executeTakeFirstOrThrow()
    const line = await openSession({ pool, secure, municipalityId: municipality.id }, actor.id, 'test', NOW)
    return { actor, host, line, id: /=([^;]+)/.exec(line)?.[1] ?? '' }
  }
  const seen = forEveryone(async ({ actor }) => actor?.id ?? null)

  test('that of a session can be set by this site alone; in the demo its name is plain', async () => {
    const { line, host, id, actor } = await over(true)
    expect(line).toMatch(/^__Host-saomen=\w+;(?=.* Path=\/;)(?=.* Secure)(?!.*Domain)/)
    expect((await over(false)).line).toMatch(/^saomen=/)
    const context = contextOf({ secure: true })
    expect(await seen({ ...visit(host, { cookie: `__Host-saomen=${id}` }), context })).toBe(actor.id)
    expect(
      await seen({ ...visit(host, { cookie: `saomen=${id}` }), context }),
      'a neighbouring site may have set a plain one',
    ).toBeNull()
  })

  test('a session of before the upgrade goes on, and gets its new name', async () => {
    const { host, id, actor } = await over(true)
    await db.updateTable('session').set({ fromBefore: true }).where('userId', '=', actor.id).execute()
    const context = contextOf({ secure: true })
    expect(await seen({ ...visit(host, { cookie: `saomen=${id}` }), context })).toBe(actor.id)
    expect(context.headers.getSetCookie()).toEqual([expect.stringMatching(new RegExp(`^__Host-saomen=${id};`))])
  })

  test('after an action its loaders do not clear the session that it opened', async () => {
    const { host } = await over(false)
    const context = contextOf()
    context.headers.append('Set-Cookie', 'saomen=justopened; Path=/')
    await seen({ ...visit(host, { cookie: 'saomen=ended' }), context })
    expect(context.headers.getSetCookie()).toEqual(['saomen=justopened; Path=/'])
  })
})
