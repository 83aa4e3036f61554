import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readConfig } from '#app/config.server.ts'
import { CONTENT_CHANNEL, contentChanged, raiseContentVersion } from '#app/content-version.server.ts'
import { watchContent, type ContentWatch } from '#app/pages/content-watch.server.ts'
import { noticesOf } from '#db/notices.server.ts'
import { aMunicipality, aProcess } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { pagesFromMemory, type PagesFromMemory } from './pages-from-memory.ts'
import type { Pressure } from './pressure.ts'
import type { RemixPages } from './remix-pages.ts'

const noon = '2016-11-15T12:00:00+01:00'
const closing = '2016-11-15T20:00:00+01:00'
const database = await testDatabase()
const { db } = database

let now = new Date(noon)
let isFull = false
/** What is asked to make, in order, and how each is made. */
let made: string[] = []
let make: (host: string, address: string) => Promise<Response> | Response
const pages: RemixPages = {
  secure: false,
  answer: async ({ url }) => {
    const { host, pathname, search } = new URL(url)
    made.push(`${host}${pathname}${search}`)
    return make(host, `${pathname}${search}`)
  },
  wentWrong: () => new Response('Er ging iets mis.', { status: 500 }),
}
const pressure: Pressure = {
  answer: async ({ request: asked }, handle) =>
    isFull ? page(`druk, in ${asked.headers.get('accept') ?? ''}`, { status: 503 }) : handle(asked, null, () => {}),
}
const page = (text: string, init?: ResponseInit) =>
  new Response(text, { ...init, headers: { 'Content-Type': 'text/html', ...init?.headers } })

let memory: PagesFromMemory
let watch: ContentWatch
let [exloo, borger]: { id: string }[] = []
const server = createServer((asked, response) => {
  if (memory.answers(asked, response)) return
  const otherwise = () => response.writeHead(200, { 'x-made': 'each time' }).end('each time')
  if (!memory.makes(asked, response, otherwise)) otherwise()
})

beforeAll(async () => {
  exloo = await aMunicipality(db, { slug: 'exloo', host: 'exloo.example' })
  borger = await aMunicipality(db, { slug: 'borger', host: 'borger.example' })
  const process = await aProcess(db, { id: exloo.id }, { state: 'released' })
  await db
    .updateTable('process')
    .set({ closesAt: new Date(closing) })
    .where('id', '=', process.id)
    .execute()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const baseUrl = 'http://installation.example'
  watch = watchContent(database, { baseUrl, port })
  memory = pagesFromMemory(
    { config: { ...readConfig({}), baseUrl }, database, secret: '', clock: () => now },
    { pages, pressure, watch, port },
  )
  make = (host) => page(host)
  // A process keeps nothing before it hears itself.
  await vi.waitFor(async () => expect(isKept(await get('/hulp'))).toBe(true), 20_000)
})
afterAll(async () => {
  watch.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(async () => {
  now = new Date(noon)
  make = (host, address) => page(`${host} ${address}`)
  await change()
  made = []
})

type Got = { status: number; headers: Record<string, string | string[] | undefined>; body: string }
function get(path: string, host = 'exloo.example', headers: Record<string, string> = {}): Promise<Got> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, headers: { host, ...headers } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}
const isKept = ({ headers }: Got) => headers.etag !== undefined

let heard = 0
noticesOf(database.pool).listen(CONTENT_CHANNEL, () => heard++)

/** What an act of this process does that changes something public; then the notice came in too. */
async function change() {
  const before = heard
  const municipalities = [exloo, borger].filter((one) => one !== undefined)
  for (const { id: municipalityId } of municipalities) {
    await db.transaction().execute((trx) => raiseContentVersion(trx, municipalityId))
    contentChanged.publish({ db, municipalityId })
  }
  await vi.waitFor(() => expect(heard).toBe(before + municipalities.length), 20_000)
}

/** Pages that are made when the test says so. */
function held() {
  const waiting: ((text: string) => void)[] = []
  make = () => new Promise((resolve) => waiting.push((text) => resolve(page(text))))
  return {
    begun: (count: number) => expect.poll(() => waiting.length).toBe(count),
    finish: (text: string) => waiting.shift()?.(text),
  }
}

test('each municipality has its own page at an address, also while both have the same version', async () => {
  for (const host of ['exloo.example', 'borger.example', 'exloo.example', 'borger.example'])
    expect((await get('/hulp', host)).body).toBe(`${host} /hulp`)
  expect(made).toEqual(['exloo.example/hulp', 'borger.example/hulp'])
})

test('who asks while a page is made waits for that one, and everyone gets it', async () => {
  const { begun, finish } = held()
  const readers = Array.from({ length: 20 }, () => get('/privacy'))
  await begun(1)
  await sleep(200)
  finish('een pagina')
  expect(new Set((await Promise.all(readers)).map(({ body }) => body))).toEqual(new Set(['een pagina']))
  expect(made).toEqual(['exloo.example/privacy'])
})

test('a page that was begun before a change is kept for nobody who asks after it', async () => {
  const { begun, finish } = held()
  const before = get('/privacy')
  await begun(1)
  await change()
  const after = get('/privacy')
  await begun(2)
  finish('oud')
  expect((await before).body).toBe('oud')
  finish('nieuw')
  expect((await after).body).toBe('nieuw')
  expect((await get('/privacy')).body).toBe('nieuw')
  expect(made).toHaveLength(2)
})

test('nor when it is ready after that, and the change is known', async () => {
  const { begun, finish } = held()
  const before = get('/privacy')
  await begun(1)
  await change()
  const other = get('/hulp')
  await begun(2)
  finish('oud')
  expect((await before).body).toBe('oud')
  make = () => page('nieuw')
  expect((await get('/privacy')).body).toBe('nieuw')
  finish('hulp')
  await other
})

test('a page is made anew from the moment that a term closes, and at midnight', async () => {
  make = () => page(`om ${now.toISOString()}`)
  const at = async (moment: string) => {
    now = new Date(moment)
    return (await get('/')).body
  }
  const first = await at('2016-11-15T19:59:00+01:00')
  expect(await at('2016-11-15T19:59:59.999+01:00')).toBe(first)
  const closed = await at(closing)
  expect(closed).not.toBe(first)
  expect(await at('2016-11-15T23:59:59.999+01:00')).toBe(closed)
  expect(await at('2016-11-16T00:00:00+01:00')).not.toBe(closed)
  expect(await at(noon), 'a clock that was set back').not.toBe(closed)
})

test('a page that is still being made when a term closes is for those who asked before that', async () => {
  now = new Date('2016-11-15T19:59:59.900+01:00')
  const { begun, finish } = held()
  const before = get('/')
  await begun(1)
  now = new Date(closing)
  const after = [get('/'), get('/')]
  // They found the page that is being made.
  await sleep(200)
  finish('open')
  await begun(1)
  finish('gesloten')
  expect((await before).body).toBe('open')
  for (const one of after) expect((await one).body).toBe('gesloten')
  expect((await get('/')).body).toBe('gesloten')
  expect(made).toHaveLength(2)
})

test('an answer with a cookie, or that is no page, is kept for nobody', async () => {
  make = () => page('met een cookie', { headers: { 'Set-Cookie': 'a=1' } })
  expect([isKept(await get('/hulp')), isKept(await get('/hulp')), made.length]).toEqual([false, false, 2])
  for (const status of [301, 404, 500, 503]) {
    made = []
    make = () => page('iets anders', { status, headers: { Location: '/' } })
    const [one, other] = [await get('/privacy'), await get('/privacy')]
    expect([one.status, isKept(one), other.status, made.length]).toEqual([status, false, status, 2])
  }
})

test('a page waits for a place like any other, and what is in memory does not', async () => {
  await get('/hulp')
  isFull = true
  try {
    const [kept, other] = [await get('/hulp'), await get('/privacy')]
    expect([kept.status, other.status, other.body, made.length]).toEqual([200, 503, 'druk, in text/html', 1])
    const file = await get('/trajecten/plan/wat-is-ermee-gedaan.csv?x=1')
    expect([file.status, file.body], 'for a program, and so in a sentence').toEqual([503, 'druk, in */*'])
  } finally {
    isFull = false
  }
  expect((await get('/privacy')).status).toBe(200)
})

test('a file that is longer than what is held is sent whole, and made for each who asks', async () => {
  const piece = 'x'.repeat(1024 * 1024)
  make = () => page(piece.repeat(9))
  const size = memory.size
  const [first, second] = [await get('/hulp'), await get('/hulp')]
  expect([first.body.length, isKept(first), second.body]).toEqual([9 * piece.length, false, 'each time'])
  expect(memory.size).toBeLessThanOrEqual(size)
  await change()
  make = () => page('korter')
  expect((await get('/hulp')).body).toBe('korter')
})

test('an address that is longer than any page has is looked up nowhere', async () => {
  expect((await get(`/hulp?x=${'x'.repeat(300)}`)).body).toBe('exloo.example /hulp')
  expect((await get(`/hulp?x=${'x'.repeat(400)}`)).body).toBe('each time')
})

test('of a host that is nobody’s, nothing is made to be kept', async () => {
  for (const host of ['elders.example', 'exloo.example.elders.example', 'exloo.example@elders.example', ' ', '[::1'])
    expect((await get('/hulp', host)).body, host).toBe('each time')
  expect(made).toEqual([])
})

test('addresses in a page begin with https where the site has it, whatever the request came by', async () => {
  const usual = memory
  const { port } = server.address() as AddressInfo
  const baseUrl = 'https://installation.example'
  const own = watchContent(database, { baseUrl, port })
  memory = pagesFromMemory(
    { config: { ...readConfig({}), baseUrl }, database, secret: '', clock: () => now },
    { pages: { ...pages, secure: true, answer: async ({ url }) => page(url) }, pressure, watch: own, port },
  )
  try {
    const addressIn = async () => (await get('/hulp', 'EXLOO.example:8080')).body
    await vi.waitFor(async () => expect(await addressIn()).toBe('https://exloo.example/hulp'), 20_000)
  } finally {
    own.stop()
    memory = usual
  }
})

test('a flood of parameters makes one page', async () => {
  const bodies = await Promise.all(Array.from({ length: 200 }, (_, n) => get(`/hulp?p${n}=${n}`)))
  expect(new Set(bodies.map(({ body }) => body))).toEqual(new Set(['exloo.example /hulp']))
  expect(made).toEqual(['exloo.example/hulp'])
})
