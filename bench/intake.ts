/**
 * `npm run bench:intake`: whole reactions per second (four requests each) of the production build on the embedded
 * PostgreSQL, beside a plain program that stores the same in the same tables (`intake-plain.ts`). Both take turns, with 16
 * and 64 writers, and with 64 writers beside 200 readers. Compares no mail: nobody here gives an address. The last line
 * is one JSON object. Ends with an error when an answer was wrong, when a reaction that was sent is not stored once, or
 * when the ratio is under 0.3.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { paths } from '#app/paths.ts'
import { openDatabase } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { build } from '../scripts/build.ts'
import { startMailServer } from '../tests/setup/mail-server.ts'
import type { Load, Measured } from './intake-clients.ts'
import type { PlainSettings } from './intake-plain.ts'

/** Rounds of each, and seconds of a round: `npm run bench:intake -- 2 3` takes less. */
const [ROUNDS = 4, SECONDS = 5] = process.argv.slice(2).map(Number)
/** Less of what plain Node stores than this is not done. */
const LEAST = 0.3

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
await build()
const mails = await startMailServer()
const cluster = await startCluster(folder)
const database = openDatabase(cluster.url)
const { db } = database
await prepareDatabase(cluster)
const municipality = await aMunicipality(db, { host: '127.0.0.1' })
const [own, plains] = [await aProcess(db, municipality), await aProcess(db, municipality)]
for (const process of [own, plains]) await aPlan(db, process)

const url = `http://127.0.0.1:${await freePort()}`
const children: ChildProcess[] = []
const start = (file: string, given: string[] = []) => {
  const child = fork(path.join(import.meta.dirname, file), given, {
    env: {
      ...process.env,
      ...{ PORT: new URL(url).port, DATA_DIR: folder, DATABASE_URL: cluster.url, SESSION_SECRET: 'x'.repeat(40) },
      ...{ NODE_ENV: 'production', BASE_URL: url, SMTP_URL: mails.url, TRUSTED_PROXIES: '127.0.0.1' },
    },
    execArgv: file === 'site-server.ts' ? (process.env.SERVER_OPTIONS ?? '').split(' ').filter(Boolean) : [],
  })
  children.push(child)
  return child
}
try {
  const server = start('site-server.ts', [String(NOW.getTime() - Date.now())])
  await messageOf(server)
  const site = { url, react: paths.public.react(own.slug), pages: pagesOf(own) }
  const plain = start('intake-plain.ts')
  plain.send(await plainSettings(site))
  const beside = {
    ...{ url: (await messageOf<{ url: string }>(plain)).url, react: paths.public.react(plains.slug) },
    pages: pagesOf(plains),
  }
  const clients = start('intake-clients.ts')
  const load = async (at: typeof site, part: Pick<Load, 'writers' | 'readers' | 'ms'>) => {
    clients.send({ ...at, ...part } satisfies Load)
    return messageOf<Measured>(clients)
  }
  const sent = { saomen: 0, plain: 0 }
  const wrong: string[] = []
  const parts: Record<string, Record<'saomen' | 'plain', ReturnType<typeof summary>> & { ratio: number }> = {}
  // Loading and compiling at first use is not measured.
  for (const at of [site, beside]) {
    const warm = await load(at, { writers: 16, readers: 4, ms: 3000 })
    sent[at === site ? 'saomen' : 'plain'] += warm.reactions.length
    wrong.push(...warm.wrong)
  }
  for (const [name, part] of Object.entries({
    writers16: { writers: 16, readers: 0 },
    writers64: { writers: 64, readers: 0 },
    writers64readers200: { writers: 64, readers: 200 },
  })) {
    const rounds: Record<'saomen' | 'plain', (Measured & { cpuMs: number })[]> = { saomen: [], plain: [] }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [who, at] of [
        ['saomen', site],
        ['plain', beside],
      ] as const) {
        const serving = who === 'saomen' ? server : plain
        const before = await cpuOf(serving)
        const measured = await load(at, { ...part, ms: SECONDS * 1000 })
        rounds[who].push({ ...measured, cpuMs: (await cpuOf(serving)) - before })
        sent[who] += measured.reactions.length
        wrong.push(...measured.wrong)
      }
    }
    const [ours, theirs] = [summary(rounds.saomen), summary(rounds.plain)]
    parts[name] = { ratio: rounded(ours.perSecond / theirs.perSecond, 2), saomen: ours, plain: theirs }
    console.log(name, JSON.stringify(parts[name]))
  }
  for (const [who, { id }] of [
    ['saomen', own],
    ['plain', plains],
  ] as const) {
    const stored = await storedUnder(id)
    if (Object.values(stored).some((count) => count !== sent[who]))
      wrong.push(`${who}: sent ${sent[who]}, stored ${JSON.stringify(stored)}`)
  }
  for (const problem of new Set(wrong)) console.error(problem)
  const ratio = Math.min(...Object.values(parts).map((part) => part.ratio))
  if (wrong.length > 0 || ratio < LEAST) process.exitCode = 1
  console.log(JSON.stringify({ ratio, ...parts }))
} finally {
  for (const child of children) if (child.connected) child.send('stop')
  await Promise.all(children.map((child) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve))))
  await database.close()
  await cluster.stop()
  await mails.stop()
  await rm(folder, { recursive: true, force: true })
}

/** A port that nobody listens on: the site must know its own address before it starts. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function pagesOf({ slug }: { slug: string }): string[] {
  return [paths.public.home(), paths.public.process(slug)]
}

/** What the plain program serves: the very bytes of the site, with what differs for each resident filled in. */
async function plainSettings({
  url,
  react,
  pages,
}: {
  url: string
  react: string
  pages: string[]
}): Promise<PlainSettings> {
  const kept: PlainSettings['kept'] = {}
  const gzip = { 'accept-encoding': 'gzip' }
  for (const [at, page] of pages.entries()) {
    const { body } = await raw(url + page, gzip)
    kept[pagesOf(plains)[at] ?? ''] = body.toString('base64')
  }
  const form = { method: 'POST', redirect: 'manual' } as const
  const text = 'Een tekst die nergens anders staat.'
  const first = await fetch(url + react, { ...form, body: new URLSearchParams({ act: 'keepText', text, seen: '' }) })
  const cookie = (first.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const you = new URLSearchParams({ act: 'keepAboutYou', speaksFor: 'self', named: 'no' })
  await fetch(`${url}${react}/over-u`, { ...form, headers: { cookie }, body: you })
  const { body, headers } = await raw(`${url}${react}/controleren`, { ...gzip, cookie })
  const html = gunzipSync(body).toString()
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  const places = { key: hidden('key'), seen: hidden('seen'), text }
  if (Object.values(places).some((value) => value === '')) throw new Error('the check page is not as expected')
  const between: PlainSettings['page']['between'] = []
  const pieces = [html]
  for (;;) {
    const rest = pieces.pop() ?? ''
    const [next] = Object.entries(places)
      .map(([name, value]) => ({ name: name as keyof typeof places, value, at: rest.indexOf(value) }))
      .filter(({ at }) => at >= 0)
      .toSorted((one, other) => one.at - other.at)
    if (!next) {
      pieces.push(rest)
      break
    }
    pieces.push(rest.slice(0, next.at), rest.slice(next.at + next.value.length))
    between.push(next.name)
  }
  await db.deleteFrom('reactionDraft').execute()
  const usual = [
    'content-security-policy',
    'x-content-type-options',
    'referrer-policy',
    'permissions-policy',
    'cache-control',
  ]
  return {
    ...{ databaseUrl: cluster.url, municipalityId: municipality.id, processId: plains.id },
    ...{ react: paths.public.react(plains.slug), cookiePath: paths.public.process(plains.slug) },
    ...{ offset: NOW.getTime() - Date.now(), page: { pieces, between }, kept },
    headers: Object.fromEntries(usual.map((name) => [name, headers[name] ?? ''])),
  }
}

/** The bytes as they were sent; `fetch` would unpack them. */
async function raw(url: string, headers: Record<string, string>) {
  const { get } = await import('node:http')
  return new Promise<{ body: Buffer; headers: Record<string, string> }>((resolve, reject) => {
    get(url, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const plain = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
        resolve({ body: Buffer.concat(chunks), headers: Object.fromEntries(plain) })
      })
    }).on('error', reject)
  })
}

/** Rows of each table that a reaction fills. */
async function storedUnder(processId: string): Promise<Record<string, number>> {
  const count = async (table: 'contribution' | 'contributor' | 'event') => {
    const { rows } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<string>().as('rows'))
      .where('processId', '=', processId)
      .executeTakeFirstOrThrow()
    return Number(rows)
  }
  const drafts = await db
    .selectFrom('reactionDraft')
    .select((eb) => eb.fn.countAll<string>().as('rows'))
    .where('processId', '=', processId)
    .where('contributionId', 'is not', null)
    .executeTakeFirstOrThrow()
  return {
    contribution: await count('contribution'),
    contributor: await count('contributor'),
    event: await count('event'),
    sentDrafts: Number(drafts.rows),
  }
}

/** Milliseconds of CPU that a server used so far. */
async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('measure')
  return (await messageOf<{ cpu: number }>(child)).cpu * 1000
}

function summary(rounds: readonly (Measured & { cpuMs: number })[]) {
  const times = rounds.flatMap(({ reactions }) => reactions).toSorted((one, other) => one - other)
  const reads = rounds.flatMap((round) => round.reads).toSorted((one, other) => one - other)
  const ms = rounds.reduce((sum, round) => sum + round.ms, 0)
  const cpuMs = rounds.reduce((sum, round) => sum + round.cpuMs, 0)
  const at = (sorted: number[], part: number) =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0, 1)
  return {
    perSecond: rounded(times.length / (ms / 1000), 1),
    ...{ p50: at(times, 0.5), p95: at(times, 0.95), p99: at(times, 0.99) },
    /** Of the process that serves, without that of PostgreSQL. */
    cpuMsEach: rounded(cpuMs / times.length, 2),
    ...(reads.length > 0 && { readsP99: at(reads, 0.99) }),
  }
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

function messageOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a child of the bench ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
}
