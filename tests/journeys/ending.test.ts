import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { openSession } from '#app/features/accounts/session.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { aMunicipality, anActor, aProcess } from '../factories.ts'
import { script, started, withoutTestRun } from '../setup/command.ts'
import { testDatabase } from '../setup/database.ts'

const { db, pool, url, ownerUrl, asOwner } = await testDatabase()
const municipality = await aMunicipality(db)
const clerk = await anActor(db, municipality, { role: 'clerk' })
const { slug } = await aProcess(db, municipality, { state: 'draft' })
await createRanking(db, clerk, { processSlug: slug }, new Date())
const dataDir = await mkdtemp(path.join(tmpdir(), 'saomen-ending-'))
const env = { DATABASE_URL: url, MIGRATE_DATABASE_URL: ownerUrl, DATA_DIR: dataDir, PORT: '0' }
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const answers = (at: string) =>
  fetch(new URL('/gezond', at)).then(
    ({ ok }) => ok,
    () => false,
  )

/** Keeps everyone from the municipalities, so that a page waits, until what this returns is called. */
async function holdPages(): Promise<() => Promise<void>> {
  const [held, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = asOwner()
    .db.transaction()
    .execute(async (trx) => {
      await sql`lock table municipality, process in access exclusive mode`.execute(trx)
      held.resolve()
      await over.promise
    })
  await held.promise
  return () => (over.resolve(), holding)
}

async function waitingInLine(): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity
    where wait_event_type = 'Lock' and application_name = 'saomen' and datname = current_database()`.execute(db)
  return rows.length
}

/** A screen in the council hall that is open; gives what waits until its stream ends as streams end. */
async function openScreen(at: string): Promise<() => Promise<void>> {
  const cookie = await openSession(
    { pool, secure: false, municipalityId: municipality.id },
    clerk.id,
    'Firefox op Linux',
  )
  const response = await fetch(new URL(`/raad/ranglijsten/${slug}/scherm/live`, at), {
    headers: { cookie: cookie.split(';')[0] ?? '' },
  })
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const reader = response.body?.getReader()
  await reader?.read()
  return async () => {
    for (let more = reader !== undefined; more;) more = (await reader?.read())?.done === false
  }
}

/** The process and all that it started, in order (Linux). */
async function family(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => family(Number(child))),
  )
  return [pid, ...below.flat()]
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a process that is told to end', () => {
  test('takes nobody new, tells screens to come back, answers who was waiting, and ends without an error', async () => {
    const site = await started(script('start.ts', [], env))
    const ended = await openScreen(site.url)
    const letGo = await holdPages()
    try {
      const waiting = fetch(site.url)
      await expect.poll(waitingInLine).toBeGreaterThan(0)
      site.kill('SIGTERM')
      await expect.poll(() => answers(site.url)).toBe(false)
      // While the page still waits: a screen that was not told would be cut off when all is over, which is an error here.
      await ended()
      await letGo()
      expect((await waiting).status).toBe(200)
      const { code, stderr } = await site.done
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    } finally {
      await letGo()
    }
  })

  test('through npm ends as well, and npm with it', async () => {
    const npm = spawn('npm', ['start', '--ignore-scripts'], {
      env: withoutTestRun(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const site = await started(npm)
    const all = await family(npm.pid ?? 0)
    try {
      expect(await answers(site.url)).toBe(true)
      site.kill('SIGTERM')
      await site.done
      expect(await answers(site.url)).toBe(false)
      await expect.poll(() => all.filter(isAlive)).toEqual([])
    } finally {
      for (const pid of all.filter(isAlive)) process.kill(pid, 'SIGKILL')
    }
  })
})
