/**
 * `npm run bench:attack`: attacks an installation of its own on this machine. Prints for each attack how long the site
 * stood still, how long `/gezond` took for another visitor, and how much memory it used, beside the same without an
 * attack. Ends with an error when one of these is more than visitors may notice.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { openSession as logIn } from '#app/features/accounts/session.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { build } from '../scripts/build.ts'
import { startMailServer } from '../tests/setup/mail-server.ts'
import { ask, messageOf, startChild, stopChild } from './children.ts'
import type { Went } from './site-server.ts'

/** Milliseconds and megabytes that an attack may cost others. */
const MOST = { stall: 100, p99: 100, worst: 500, memory: 150 }
const MEGABYTE = 1024 * 1024
const FORM = 'application/x-www-form-urlencoded'
const VICTIM = 'slachtoffer@voorbeeld.example'

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
await build()
const mails = await startMailServer()
const cluster = await startCluster(folder)
const database = openDatabase(cluster.url)
const { db, pool } = database
await prepareDatabase(cluster)
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PORT: '0',
  DATA_DIR: folder,
  DATABASE_URL: cluster.url,
  SMTP_URL: mails.url,
  SESSION_SECRET: 'x'.repeat(40),
}
// In the term of the processes of the factories.
const server = startChild('site-server.ts', [String(NOW.getTime() - Date.now())], env)
const { url } = await messageOf<{ url: string }>(server)
const watcher = startChild('attack-watcher.ts', [url], env)
const tooMuch: string[] = []
try {
  const municipality = await aMunicipality(db)
  const { slug, id: processId } = await aProcess(db, municipality)
  await aPlan(db, { municipalityId: municipality.id, id: processId })
  const official = await anActor(db, municipality)
  const cookie =
    (await logIn({ pool, secure: false, municipalityId: municipality.id }, official.id, '')).split(';')[0] ?? ''
  const react = `/trajecten/${slug}/reageren`
  const plan = `/ambtenaar/trajecten/${slug}/plan`
  // Loading and compiling at the first visit must not count as part of an attack.
  for (const page of ['/', react, '/inloggen', plan]) await (await fetch(url + page, { headers: { cookie } })).text()
  for (const text of ['Eerste', '', 'a'.repeat(200_000)]) await post(react, `act=keepText&text=${text}`)
  await upload(cookie, `organisatie;soort;rol;themas;naam;email;coordinator\n`)

  console.log('milliseconds and MB'.padEnd(44), 'stands still | /gezond p50, p99, worst | memory before, peak, after')
  await measure('nothing', () => pause(5000))
  await measure('f&f&… of 1 MB, ten times', () => repeated(10, () => post(react, 'f&'.repeat(MEGABYTE / 2))))
  await measure('f&f&… of 10 MB, ten times', () => repeated(10, () => post('/inloggen', 'f&'.repeat(5 * MEGABYTE))))
  await measure('names of 1 MB together, ten times', () =>
    repeated(10, () => post(react, `${'f'.repeat(209)}&`.repeat(4999))),
  )
  await measure('a=& of 60 MB to an area, no session, thrice', () =>
    repeated(3, () => post(plan, 'a=&'.repeat(20 * MEGABYTE))),
  )
  await measure('a=& of 60 MB to an area, made-up session', () =>
    repeated(1, () => post(plan, 'a=&'.repeat(20 * MEGABYTE), { cookie: `${cookie.split('=')[0]}=${'a'.repeat(40)}` })),
  )
  await measure('200 clients that dribble', () => dribble(react))
  await measure('60 drafts of 1 MB', () => drafts(react, 'a'.repeat(MEGABYTE)))
  await measure('60 drafts of 100,000 characters', () => drafts(react, '\u{1F33B}'.repeat(100_000)))
  await measure(
    'a CSV of 500,000 rows by an official',
    async () => `status ${await upload(cookie, `organisatie;soort\n${'a\n'.repeat(500_000)}`)}`,
  )
  await measure('60 reactions with the address of one victim', () => reactions(react))
} finally {
  for (const child of [watcher, server]) await stopChild(child)
  await mails.stop()
  await database.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
if (tooMuch.length > 0) {
  console.error(
    `\nmore than a visitor may notice (${MOST.stall} ms still, /gezond ${MOST.p99} at p99 and ${MOST.worst} at worst, ${MOST.memory} MB):\n  ${tooMuch.join('\n  ')}`,
  )
  process.exitCode = 1
}

/** Runs an attack and prints what it did to the site and to another visitor. */
async function measure(name: string, attack: () => Promise<string | void>) {
  const before = await ask<Went>(server)
  await ask<number[]>(watcher)
  const said = await attack()
  await pause(1000)
  const times = (await ask<number[]>(watcher)).toSorted((one, other) => one - other)
  const { stall, peak, memory } = await ask<Went>(server)
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
  const [p50, p99, worst] = [at(0.5), at(0.99), at(1)]
  console.log(
    `${name.padEnd(44)} ${stall.toFixed(0)} | ${p50.toFixed(1)}, ${p99.toFixed(0)}, ${worst.toFixed(0)} | ${before.memory}, ${peak}, ${memory}${said ? `\n${''.padEnd(8)}${said}` : ''}`,
  )
  const over = Object.entries({ stall, p99, worst, memory: peak - before.memory }).filter(
    ([what, found]) => found > MOST[what as keyof typeof MOST],
  )
  for (const [what, found] of over) tooMuch.push(`${name}: ${what} ${found.toFixed(0)}`)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/**
 * Sends a form as browsers do; returns the status of the answer, or 'closed' where the connection was cut before it
 * came.
 */
async function post(to: string, body: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(url + to, {
    method: 'POST',
    body,
    headers: { 'content-type': FORM, ...headers },
    redirect: 'manual',
  }).catch(() => null)
  await response?.text().catch(() => '')
  return response ? String(response.status) : 'closed'
}

async function repeated(times: number, act: () => Promise<string>): Promise<string> {
  const counts = new Map<string, number>()
  for (let n = 0; n < times; n++) {
    const status = await act()
    counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  return [...counts].map(([status, count]) => `${count} times ${status}`).join(', ')
}

/**
 * Opens connections of which half never end their headers and half never their body: one byte each half second, until
 * the site closes them.
 */
async function dribble(to: string): Promise<string> {
  const began = performance.now()
  const { hostname, port } = new URL(url)
  const closedAfter: number[] = []
  const clients = Array.from({ length: 200 }, (_, n) => {
    const socket: Socket = connect(Number(port), hostname)
    const head = `POST ${to} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: ${FORM}\r\nContent-Length: 100000\r\n`
    socket.write(n % 2 === 0 ? head : `${head}\r\ntext=`)
    const timer = setInterval(() => socket.writable && socket.write('a'), 500)
    socket.on('error', () => {})
    socket.resume()
    return new Promise<void>((resolve) =>
      socket.on('close', () => {
        clearInterval(timer)
        closedAfter.push(performance.now() - began)
        resolve()
      }),
    )
  })
  await Promise.race([Promise.all(clients), pause(60_000)])
  return `${closedAfter.length} of 200 closed, the last after ${((closedAfter.at(-1) ?? 0) / 1000).toFixed(0)} s`
}

async function drafts(to: string, text: string): Promise<string> {
  const stored = async () => {
    const { rows } = await sql<{
      bytes: string
      count: string
    }>`select pg_total_relation_size('reaction_draft') bytes, (select count(*) from reaction_draft) count`.execute(db)
    return { bytes: Number(rows[0]?.bytes), count: Number(rows[0]?.count) }
  }
  const before = await stored()
  let n = 0
  const statuses = await repeated(60, () =>
    post(to, new URLSearchParams({ act: 'keepText', text: `${n++}${text.slice(5)}` }).toString()),
  )
  const after = await stored()
  return `${statuses}; ${after.count - before.count} drafts and ${((after.bytes - before.bytes) / MEGABYTE).toFixed(1)} MB stored`
}

/** Uploads a file for the partner book. */
async function upload(cookie: string, csv: string): Promise<string> {
  const body = new FormData()
  body.set('act', 'importPartners')
  body.set('file', new File([csv], 'partners.csv'))
  const response = await fetch(`${url}/ambtenaar/partners`, {
    method: 'POST',
    body,
    headers: { cookie },
    redirect: 'manual',
  })
  await response.text()
  return String(response.status)
}

/** Does the three steps of a reaction sixty times, each as a new visitor who claims the victim's address. */
async function reactions(to: string): Promise<string> {
  const statuses = await repeated(60, async () => {
    const cookies = new Map<string, string>()
    const visit = async (step: string, form?: Record<string, string>) => {
      const response = await fetch(url + step, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        cookies.set(name, value)
      }
      return { status: response.status, text: await response.text() }
    }
    await visit(to, { act: 'keepText', text: 'Koop nu bij kwaad.example' })
    await visit(`${to}/over-u`, { act: 'keepAboutYou', speaksFor: 'self', email: VICTIM, named: 'no' })
    const { text } = await visit(`${to}/controleren`)
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
    const form = { act: 'submitReaction', key: hidden('key'), seen: hidden('seen') }
    return String((await visit(`${to}/controleren`, form)).status)
  })
  await pause(5000)
  const received = mails.received.filter(({ to: address }) => address === VICTIM)
  return `${statuses}; ${received.length} mails to the victim, ${received.filter(({ text }) => text.includes('kwaad.example')).length} with the text`
}
