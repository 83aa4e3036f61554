import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { correctPublishedPoint } from '#app/features/answers/correct-published-point.server.ts'
import { withdrawPoint } from '#app/features/answers/withdraw-point.server.ts'
import { cancelMeeting } from '#app/features/meetings/change-state.server.ts'
import { registerForMeeting } from '#app/features/meetings/register.server.ts'
import { changeMunicipality } from '#app/features/municipalities/change-municipality.server.ts'
import { renameTheme } from '#app/features/points/change-theme.server.ts'
import { saveConsultation } from '#app/features/processes/save-consultation.server.ts'
import { paths } from '#app/paths.ts'
import { openSession } from '#app/features/accounts/session.server.ts'
import { startInstallation, type Running } from '../../server/start.ts'
import { testDatabase } from '../setup/database.ts'
import { administer } from '../setup/database-cluster.ts'

/** Another process hears of a change within this time. */
const HEARD_WITHIN_MS = 1000
/** After this long without a sound a process believes nothing that it keeps; its heartbeat may be a second old. */
const DEAF_AFTER_MS = 2100
const HOST = 'doemee.gemeente.example'

const { db, pool, url, ownerUrl } = await testDatabase()
const folders: string[] = []
const sites: Running[] = []

/** A server on the same data; `at` is its address. */
async function start({ demo = false, pagesFromMemory = true } = {}): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'saomen-memory-'))
  folders.push(dataDir)
  const site = await startInstallation(
    {
      ...{
        mode: 'demo',
        port: 0,
        host: null,
        trustedProxies: null,
        dataDir,
        databaseUrl: url,
        migrateDatabaseUrl: ownerUrl,
      },
      ...{
        smtpUrl: null,
        sessionSecret: 'a-secret-for-tests-only-of-32-characters',
        baseUrl: `http://${HOST}`,
        pagesFromMemory,
      },
    },
    { demo },
  )
  sites.push(site)
  return `127.0.0.1:${site.port}`
}

let [here, there, fresh, cookie] = ['', '', '', '']
let official: Actor
beforeAll(async () => {
  here = await start({ demo: true })
  there = await start()
  fresh = await start({ pagesFromMemory: false })
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('email', '=', 'beheer@borger-odoorn.example')
    .executeTakeFirstOrThrow()
  const { municipalityId, id, name, email } = account
  official = {
    ...{ kind: 'account', id, municipalityId, name, email, roles: ['official'] },
    innerRoles: ['administrator', 'processor', 'approver'],
  }
  const opened = await openSession({ pool, secure: false, municipalityId }, id, 'Proef')
  cookie = opened.split(';')[0] ?? ''
  // A process keeps nothing before it hears itself.
  for (const at of [here, there]) while (!isKept(await get(at, '/hulp'))) await sleep(20)
})
afterAll(async () => {
  await Promise.all(sites.map((site) => site.stop()))
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

function get(at: string, address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(`http://${at}${address}`, { method, headers: { host: HOST, ...headers } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

const isKept = ({ headers }: Got) => headers.etag !== undefined

/** Every page of the site map, and the files beside them. */
async function addresses(): Promise<string[]> {
  const { body } = await get(fresh, paths.public.sitemap())
  const pages = [...body.matchAll(/<loc>http:\/\/[^/]+([^<]*)<\/loc>/g)].map(([, address = '']) => address)
  const files = pages
    .filter((page) => /wat-is-ermee-gedaan$|top-vijf$|partnerinbreng$/.test(page))
    .flatMap((page) => [`${page}.csv`, `${page}.json`])
  return [...pages, ...files, paths.public.sitemap()]
}

describe('a reader who did not log in', () => {
  test('gets every page of the site map from memory, as it is made anew, and without a script', async () => {
    const own = [paths.public.myReaction()]
    const all = (await addresses()).filter((address) => !own.includes(address) && !address.includes('/bijeenkomsten/'))
    expect(all.length).toBeGreaterThan(20)
    for (const address of all) {
      const kept = await get(here, address)
      expect(isKept(kept), address).toBe(true)
      expect(kept.body, address).toBe((await get(fresh, address)).body)
      expect(kept.headers['content-security-policy'], address).toContain("script-src 'none'")
      expect(kept.body.includes('<script'), address).toBe(false)
      expect(kept.headers, address).toMatchObject({ 'cache-control': 'public, no-cache', vary: 'accept-encoding' })
      expect(kept.headers['set-cookie'], address).toBeUndefined()
      const etag = String(kept.headers.etag)
      expect(await get(here, address, { 'if-none-match': etag }), address).toMatchObject({ status: 304, body: '' })
    }
  })

  test('gets the same page at any host of the municipality and with any parameter that means nothing', async () => {
    const { body, headers } = await get(here, '/')
    expect(body).toContain(`content="http://${HOST}/"`)
    const others = [
      get(here, '/?utm_source=nieuwsbrief'),
      get(here, '/', { cookie: 'concept=AAAAAAAAAAAAAAAAAAAAAA; ontvangen=BBBBBBBBBBBBBBBBBBBBBB; gezegd=x.y' }),
      get(here, '/', { host: `${HOST}:8080`, 'x-forwarded-host': 'elders.example', forwarded: 'host=elders.example' }),
      get(here, '/', { 'user-agent': 'Googlebot/2.1', 'accept-language': 'en', range: 'bytes=0-10' }),
    ]
    for (const other of await Promise.all(others)) {
      expect(other.body).toBe(body)
      expect(other.headers.etag).toBe(headers.etag)
    }
  })

  test('of a host that is nobody’s gets a page that is kept nowhere', async () => {
    const elsewhere = await get(here, '/', { host: 'elders.example' })
    expect(elsewhere.status).toBe(200)
    expect(isKept(elsewhere)).toBe(false)
    expect(elsewhere.headers['cache-control']).toBe('no-store')
  })

  test('gets what HTTP says for HEAD, Range and conditions', async () => {
    const whole = await get(here, '/hulp')
    const etag = String(whole.headers.etag)
    const head = await get(here, '/hulp', {}, 'HEAD')
    expect(head).toMatchObject({
      status: 200,
      body: '',
      headers: { etag, 'content-length': whole.headers['content-length'] },
    })
    const asked: [headers: Record<string, string>, status: number][] = [
      [{ range: 'bytes=0-3' }, 200],
      [{ range: 'bytes=9-1,nonsense' }, 200],
      [{ 'if-none-match': `"a", ${etag}` }, 304],
      [{ 'if-none-match': 'nonsense' }, 200],
      [{ 'if-match': '"nonsense"' }, 412],
      [{ 'if-modified-since': 'Mon, 30 Nov 2099 00:00:00 GMT' }, 200],
      [{ 'if-unmodified-since': 'nonsense' }, 200],
      [{ 'if-range': etag, range: 'bytes=0-3' }, 200],
    ]
    for (const [headers, status] of asked)
      expect((await get(here, '/hulp', headers)).status, JSON.stringify(headers)).toBe(status)
  })

  test('gets what does not exist answered each time, and never kept', async () => {
    for (const address of ['/trajecten/bestaat-niet', '/trajecten/sociaal-domein/plan/99-niets']) {
      const got = await get(here, address)
      expect(got.status, address).toBe(404)
      expect(isKept(got), address).toBe(false)
    }
  })

  test('who reads as an official gets pages of their own', async () => {
    const own = await get(here, '/', { cookie })
    expect(isKept(own)).toBe(false)
    expect(own.body).toContain(paths.official.today())
    expect((await get(here, '/')).body).not.toContain(paths.official.today())
  })
})

describe('a change is seen', () => {
  test('in the process that made it, in every answer after its own', async () => {
    for (let n = 0; n < 10; n++) {
      const desk = `Balie ${n} in het gemeentehuis`
      const answer = await post(here, paths.official.municipality(), { act: 'changeMunicipality', helpDesk: desk })
      expect(answer.status, answer.body).toBe(303)
      expect((await get(here, '/hulp')).body).toContain(desk)
      await expect
        .poll(async () => (await get(there, '/hulp')).body, { timeout: HEARD_WITHIN_MS, interval: 20 })
        .toContain(desk)
    }
  })

  test('in both processes within a second, whatever is done and whoever reads meanwhile', async () => {
    const pages = (await addresses()).filter((address) => !address.includes('/bijeenkomsten/'))
    const acts = await randomActs()
    let [done, refused] = [0, 0]
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            act: fc.nat(acts.length - 1),
            n: fc.nat(99),
            readers: fc.array(fc.nat(pages.length - 1), { maxLength: 6 }),
          }),
          {
            minLength: 4,
            maxLength: 4,
          },
        ),
        async (steps) => {
          for (const { act, n, readers } of steps) {
            // Pages that are being made while the change comes in.
            const meanwhile = readers.map((page) => get(page % 2 === 0 ? here : there, pages[page] ?? '/'))
            await (acts[act]?.(n) ?? Promise.resolve()).then(
              () => done++,
              (error: unknown) => {
                if (!(error instanceof Refused)) throw error
                refused++
              },
            )
            const changedAt = performance.now()
            await Promise.all(meanwhile)
            for (const page of new Set([
              '/',
              paths.public.answered('sociaal-domein'),
              ...readers.map((at) => pages[at] ?? '/'),
            ])) {
              const { body } = await get(fresh, page)
              for (const at of [here, there]) {
                let got = await get(at, page)
                while (got.body !== body && performance.now() - changedAt < HEARD_WITHIN_MS) got = await get(at, page)
                expect(got.body, `${page} at ${at}`).toBe(body)
              }
            }
          }
        },
      ),
      { numRuns: 6 },
    )
    expect(done).toBeGreaterThan(10)
    expect(refused).toBeLessThan(done)
    for (const page of pages) expect((await get(here, page)).body, page).toBe((await get(fresh, page)).body)
  })

  const loseNotices = () => {
    const name = new URL(ownerUrl).pathname.slice(1)
    return administer(
      inject('serverUrl'),
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'saomen notices' and datname = '${name}'`,
    )
  }

  test('nothing comes from memory that was kept before the connection was lost: an equal version may be of a restored database', async () => {
    expect(isKept(await get(there, '/hulp'))).toBe(true)
    const desk = 'Balie in de oude school'
    await db.updateTable('municipality').set({ helpDesk: desk }).execute()
    expect((await get(there, '/hulp')).body, 'nobody said so').not.toContain(desk)
    await loseNotices()
    await expect.poll(async () => (await get(there, '/hulp')).body).toContain(desk)
    await expect.poll(async () => isKept(await get(there, '/hulp'))).toBe(true)
    expect((await get(there, '/hulp')).body).toContain(desk)
  })

  test('nothing comes from memory while a process does not hear', async () => {
    expect(isKept(await get(there, '/hulp'))).toBe(true)
    // Pages that are made go on over the connections that are open.
    const filtered = `${paths.public.answered('sociaal-domein')}?zoek=zorg`
    await Promise.all(Array.from({ length: 8 }, () => get(there, filtered)))
    const name = new URL(ownerUrl).pathname.slice(1)
    const administrates = (statement: string) => administer(inject('serverUrl'), statement)
    await administrates(`alter database ${name} with allow_connections false`)
    await loseNotices()
    await sleep(DEAF_AFTER_MS)
    expect(isKept(await get(there, '/hulp'))).toBe(false)
    const desk = 'Balie in het dorpshuis'
    await changeMunicipality(db, official, { helpDesk: desk }, new Date())
    expect((await get(there, '/hulp')).body).toContain(desk)
    await administrates(`alter database ${name} with allow_connections true`)
    await expect.poll(async () => isKept(await get(there, '/hulp'))).toBe(true)
    expect((await get(there, '/hulp')).body).toContain(desk)
  })
})

function post(at: string, address: string, fields: Record<string, string>): Promise<Got> {
  return new Promise((resolve, reject) => {
    const body = new URLSearchParams(fields).toString()
    const headers = {
      host: HOST,
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
    }
    const sent = request(`http://${at}${address}`, { method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Acts that change public pages, each with a number that makes it another one. */
async function randomActs(): Promise<((n: number) => Promise<unknown>)[]> {
  const { municipalityId } = official
  const processes = await db
    .selectFrom('process')
    .select(['id', 'slug'])
    .where('municipalityId', '=', municipalityId)
    .execute()
  const idOf = (slug: string) => processes.find((process) => process.slug === slug)?.id ?? ''
  const [social, play] = [{ id: idOf('sociaal-domein') }, { id: idOf('speelplekken-nieuw-buinen') }]
  const ofSocial = await db.selectFrom('point').select('id').where('processId', '=', social.id).orderBy('id').execute()
  const themes = await db.selectFrom('theme').select('id').where('processId', '=', social.id).orderBy('id').execute()
  const [meeting] = await db
    .selectFrom('meeting')
    .select('id')
    .where('processId', '=', play.id)
    .where('state', '=', 'planned')
    .execute()
  const point = (n: number) => ofSocial[n % ofSocial.length]?.id ?? ''
  const meetingId = meeting?.id ?? ''
  const because = 'mistake' as const
  const now = () => new Date()
  return [
    (n) => changeMunicipality(db, official, { helpHours: `van 9 tot ${n} uur` }, now()),
    (n) =>
      correctPublishedPoint(
        db,
        official,
        { process: social, pointId: point(n), because, reply: `Ons antwoord, ${n}.` },
        now(),
      ),
    (n) => withdrawPoint(db, official, { process: social, pointId: point(n), because }, now()),
    (n) =>
      renameTheme(
        db,
        official,
        { process: social, themeId: themes[n % themes.length]?.id ?? '', name: `Thema ${n}` },
        now(),
      ),
    (n) => saveConsultation(db, official, { process: play, readingPlace: `Balie ${n}` }, now()),
    (n) =>
      registerForMeeting(
        db,
        { kind: 'resident', id: null, municipalityId },
        {
          ...{ meetingId, name: `Bezoeker ${n}`, email: `bezoeker-${n}@inwoner.example`, key: uuid() },
          ...{ baseUrl: `http://${HOST}`, secret: 's'.repeat(32), clientAddress: `192.0.2.${n}` },
        },
        now(),
      ),
    (n) =>
      n < 90
        ? Promise.resolve()
        : cancelMeeting(db, official, { process: play, meetingId, because: `Ziek, ${n}.` }, now()),
  ]
}
