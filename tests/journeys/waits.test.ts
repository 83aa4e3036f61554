import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { logTo } from '#app/log.server.ts'
import { aMunicipality, aPlan, aProcess } from '../factories.ts'
import { startSite } from '../setup/site.ts'

// The second is long beside the first, so that on a busy machine too one is refused a connection before another gives its own back.
const [CONNECT, STATEMENT] = [300, 4000]
const site = await startSite({
  mail: false,
  waits: { max: 2, connect: CONNECT, statement: STATEMENT, lock: 60_000 },
  // What is in memory waits for nothing.
  pagesFromMemory: false,
})
const municipality = await aMunicipality(site.db)
await aPlan(site.db, await aProcess(site.db, municipality, { slug: 'zorgplan' }))

let lines: string[] = []
let restore = () => {}
beforeEach(() => {
  lines = []
  restore = logTo((line) => lines.push(line))
})
afterEach(() => restore())

const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)
const ask = async (path: string, init?: RequestInit) => {
  const response = await fetch(new URL(path, site.url), init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** Keeps everyone from a table until what this returns is called. */
async function keepFrom(table: string): Promise<() => Promise<void>> {
  let letGo = () => {}
  let isKept = () => {}
  const kept = new Promise<void>((resolve) => (isKept = resolve))
  const over = site
    .asOwner()
    .db.transaction()
    .execute(async (trx) => {
      await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(trx)
      isKept()
      await new Promise<void>((resolve) => (letGo = resolve))
    })
  await kept
  return () => (letGo(), over)
}

/** How many connections of the site wait for such a table. */
async function waitingInLine(): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity
    where wait_event_type = 'Lock' and application_name = 'saomen' and datname = current_database()`.execute(site.db)
  return rows.length
}

describe('a visitor while the database does not answer', () => {
  test('hears that it is busy when a question hangs, with when to come back and a number to call about', async () => {
    const letGo = await keepFrom('municipality')
    try {
      const { status, headers, text } = await ask('/')
      expect(status).toBe(503)
      expect(text).toContain('Het is nu druk')
      expect(text).toContain('Wacht een halve minuut en probeer het nog een keer.')
      expect(headers.get('retry-after')).toBe('10')
      const requestId = headers.get('x-request-id')
      const line = {
        level: 'warn',
        requestId,
        method: 'GET',
        route: '/',
        error: expect.objectContaining({ code: '57014' }),
      }
      await expect.poll(logged).toContainEqual(expect.objectContaining(line))
    } finally {
      await letGo()
    }
    const served = async () => (await ask('/')).status
    await expect.poll(served, { message: 'and is served again when it answers' }).toBe(200)
  })

  test('hears it at once when all connections are taken, and whoever has one is served; the watches are answered meanwhile', async () => {
    const letGo = await keepFrom('plan_version')
    try {
      const waiting = [1, 2].map(() => ask('/trajecten/zorgplan/plan'))
      // Each takes a connection for as long as it waits: then there is none for who comes after.
      await expect.poll(waitingInLine).toBe(2)
      const [late, alive, ready] = await Promise.all([ask('/'), ask('/gezond'), ask('/gereed')])
      expect(late.status).toBe(503)
      expect(late.text).toContain('Het is nu druk')
      expect([alive.status, alive.text, ready.status, ready.text]).toEqual([200, 'ok', 200, 'ok'])
      await letGo()
      expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200])
    } finally {
      await letGo()
    }
  })
})

describe('a watch', () => {
  test('is told that the process lives and is not ready while the queue of messages does not answer, and no more', async () => {
    const letGo = await keepFrom('notification')
    try {
      expect(await ask('/gezond')).toMatchObject({ status: 200, text: 'ok' })
      expect(await ask('/gereed')).toMatchObject({ status: 503, text: 'niet gereed' })
    } finally {
      await letGo()
    }
    await expect.poll(async () => (await ask('/gereed')).text).toBe('ok')
  })
})

describe('what goes wrong', () => {
  const person = 'jan.de.vries@voorbeeld.example'

  test('is in the log with the number that the visitor reads, and without a word of people', async () => {
    const owner = site.asOwner().db
    await sql`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'no % here', ${sql.lit(person)} using errcode = 'P0001', detail = ${sql.lit(person)}; end $$`.execute(
      owner,
    )
    await sql`create trigger refuse before insert on attempt for each row execute function refuse()`.execute(owner)
    const form = new URLSearchParams({ act: 'logIn', email: person, password: 'een lange zin' })
    const { status, text, headers } = await ask('/inloggen?terug=%2Fmijn-reactie', { method: 'POST', body: form })
    await sql`drop trigger refuse on attempt`.execute(owner)
    expect(status).toBe(500)
    const requestId = headers.get('x-request-id') ?? ''
    expect(requestId).toMatch(/^\d{4}-\d{4}-\d{4}$/)
    expect(text).toContain(`Noem dit nummer als u ons belt: ${requestId}.`)
    await expect.poll(() => logged().length).toBeGreaterThan(0)
    expect(logged()).toEqual([
      expect.objectContaining({
        level: 'error',
        requestId,
        method: 'POST',
        route: '/inloggen',
        error: expect.objectContaining({ code: 'P0001', stack: expect.stringContaining('at ') }),
      }),
    ])
    expect(lines.join('') + text).not.toContain('jan.de.vries')
    expect(lines.join('')).not.toContain('terug')
  })

  test('is not what a visitor did: a page that is not there, a form of another site, or leaving before the end', async () => {
    expect((await ask(`/nieuw/${person}`)).status).toBe(404)
    expect(
      (await ask('/inloggen', { method: 'POST', headers: { origin: 'https://ander.example' }, body: 'x=y' })).status,
    ).toBe(403)
    const letGo = await keepFrom('municipality')
    const leaving = new AbortController()
    const left = fetch(site.url, { signal: leaving.signal }).catch((error: unknown) => error)
    try {
      await expect.poll(waitingInLine).toBeGreaterThan(0)
      leaving.abort()
      expect(await left).toMatchObject({ name: 'AbortError' })
    } finally {
      await letGo()
    }
    expect((await ask('/')).status).toBe(200)
    expect(logged().filter(({ level }) => level === 'error')).toEqual([])
  })
})
