/**
 * `npm run bench:pages`: how many public pages a second the site answers from its memory, beside plain `node:http` that
 * answers the same bytes with the same headers, in the same run and in turn. Each is a process of its own, and so is the
 * client. The last line is one JSON object. Ends with an error when a page of which that is asked reaches less than
 * LEAST of what plain Node does. `-- --seconds 1 --rounds 1` for a quick look.
 */
import { parseArgs } from 'node:util'
import { paths } from '#app/paths.ts'
import { planPath } from '#app/features/plans/chapter-address.ts'
import { addDays, today } from '#app/local-date.ts'
import { sql } from 'kysely'
import { ask, messageOf, startChild, stopChild } from './children.ts'
import { ratioOf, rounded, spreadOf, type Spread } from './figures.ts'
import type { Load, Loaded } from './load-client.ts'
import type { KeptPage } from './plain-pages.ts'
import { benchSite } from './site-of-bench.ts'
import type { Went } from './site-server.ts'
import { aTown, type Town } from './town.ts'
import { keptConnections, textOf, visit } from './visits.ts'

const LEAST = 0.8
const CONNECTIONS = 16
const WARM_UP_MS = 500

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '3' }, rounds: { type: 'string', default: '3' } },
})
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
if (!(seconds > 0 && rounds >= 1)) throw new Error('--seconds and --rounds are numbers above 0')

/** `mustReach`: whether it counts for the outcome; the others are shown beside them. */
type Page = { name: string; address: string; mustReach: boolean; unchanged?: true }
type Measured = { perSecond: number; cpuMicroseconds: number } & Spread

const bench = await benchSite()
const agent = keptConnections()
const children: ReturnType<typeof startChild>[] = []
let lastLine = ''
try {
  const now = new Date()
  const town = await aTown(bench.database.db, { baseUrl: bench.baseUrl, openFrom: addDays(today(now), -14), now })
  await sql`vacuum analyze`.execute(bench.owner.db)
  const site = await bench.start()
  const plain = startChild('plain-pages.ts')
  const client = startChild('load-client.ts')
  children.push(plain, client)
  const { port: plainPort } = await messageOf<{ port: number }>(plain)
  const sitePort = Number(new URL(site.url).port)
  const pages = pagesOf(town)
  const kept = new Map<string, KeptPage>()
  for (const { address } of pages) kept.set(address, await keep(address))
  await ask(plain, [...kept.values()])

  console.log(
    `${town.answered.points} public points, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s each; milliseconds p50 / p95 / p99\n`,
  )
  const results: Record<string, { ratio: number | null; ours: Measured | null; plain: Measured | null }> = {}
  const below: string[] = []
  let busiest = 0
  for (const { name, address, mustReach, unchanged } of pages) {
    const version = kept.get(address)?.unchanged
    if (unchanged && !version) {
      console.log(`${name.padEnd(32)} the site gives this page no ETag`)
      results[name] = { ratio: null, ours: null, plain: null }
      if (mustReach) below.push(`${name} (no ETag)`)
      continue
    }
    const load = (port: number, milliseconds: number): Promise<Loaded> =>
      ask<Loaded>(client, {
        ...{ port, address, milliseconds, connections: CONNECTIONS, status: unchanged ? 304 : 200 },
        headers: unchanged && version ? { 'If-None-Match': version.etag } : {},
      } satisfies Load)
    const [ours, theirs] = [tally(), tally()]
    for (const port of [sitePort, plainPort]) await load(port, WARM_UP_MS)
    for (let round = 0; round < rounds; round++) {
      for (const [port, child, of] of [
        [sitePort, site.child, ours],
        [plainPort, plain, theirs],
      ] as const) {
        const before = await ask<Pick<Went, 'cpu'>>(child)
        const loaded = await load(port, seconds * 1000)
        const after = await ask<Pick<Went, 'cpu'>>(child)
        if (loaded.wrong > 0) throw new Error(`${name}: ${loaded.wrong} answers were not what they should be`)
        of.add(loaded, after.cpu - before.cpu)
        busiest = Math.max(busiest, loaded.busy)
      }
    }
    // Without an answer in all that time there are no bytes to compare, and the ratio is 0.
    if (ours.bytesEach() > 0 && Math.abs(ours.bytesEach() / theirs.bytesEach() - 1) > 0.02)
      throw new Error(`${name}: not the same bytes`)
    const result = { ratio: 0, ours: ours.measured(), plain: theirs.measured() }
    result.ratio = ratioOf(result.ours.perSecond, result.plain.perSecond)
    results[name] = result
    if (mustReach && result.ratio < LEAST) below.push(`${name} ${result.ratio}`)
    print(name, Math.round(ours.bytesEach()), result)
  }
  const all = Object.values(results)
  const perSecond = (of: 'ours' | 'plain') => all.flatMap((result) => result[of]?.perSecond ?? [])
  const ratio = ratioOf(inAll(perSecond('ours')), inAll(perSecond('plain')))
  console.log(`\nall, of each as many: ${ratio} of plain Node. The client used at most ${rounded(busiest)} of a core.`)
  if (below.length > 0) {
    console.error(`less than ${LEAST} of what plain Node does: ${below.join(', ')}`)
    process.exitCode = 1
  }
  lastLine = JSON.stringify({
    ratio,
    perSecond: { ours: inAll(perSecond('ours')), plain: inAll(perSecond('plain')) },
    clientBusy: rounded(busiest),
    pages: results,
  })
} finally {
  agent.destroy()
  for (const child of children) await stopChild(child)
  await bench.stop()
}
console.log(lastLine)

function pagesOf({ answered, open }: Town): Page[] {
  return [
    { name: 'home', address: paths.public.home(), mustReach: true },
    { name: 'process', address: paths.public.process(answered.slug), mustReach: true },
    { name: 'process that is open', address: paths.public.process(open.slug), mustReach: true },
    {
      name: 'chapter',
      address: planPath(answered.slug, { number: '2', heading: 'Gezin en sociaal netwerk' }),
      mustReach: true,
    },
    { name: 'whole plan', address: paths.public.planWhole(answered.slug), mustReach: true },
    { name: 'what was done', address: paths.public.answered(answered.slug), mustReach: true },
    { name: 'calendar file', address: paths.public.calendar(open.slug), mustReach: false },
    { name: 'CSV of all points', address: paths.public.answeredCsv(answered.slug), mustReach: false },
    {
      name: 'process, unchanged (304)',
      address: paths.public.process(answered.slug),
      mustReach: true,
      unchanged: true,
    },
  ]
}

/** What the site answers, to be answered by the plain program: the bytes and headers, and those of a 304. */
async function keep(address: string): Promise<KeptPage> {
  const url = bench.baseUrl + address
  const page = await visit(url, { agent })
  if (page.status !== 200) throw new Error(`${address}: ${page.status} ${textOf(page).slice(0, 200)}`)
  const length = String(page.body.byteLength)
  const headers = [...withoutConnection(page.rawHeaders), 'Content-Length', length]
  const etag = page.headers.etag
  if (etag === undefined) return { address, headers, body: page.body, unchanged: null }
  const again = await visit(url, { agent, headers: { 'if-none-match': etag } })
  if (again.status !== 304) throw new Error(`${address}: ${again.status} for its own ETag`)
  return { address, headers, body: page.body, unchanged: { etag, headers: withoutConnection(again.rawHeaders) } }
}

/** Headers as they came, without those that belong to one connection or that Node sets itself. */
function withoutConnection(rawHeaders: readonly string[]): string[] {
  const own = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']
  return rawHeaders.filter((_, at) => !own.includes((rawHeaders[at - (at % 2)] ?? '').toLowerCase()))
}

/** Adds up the rounds of one server. */
function tally() {
  const times: Float64Array[] = []
  let [answers, all, bytes, cpu] = [0, 0, 0, 0]
  return {
    add(loaded: Loaded, cpuSeconds: number) {
      times.push(loaded.took)
      answers += loaded.answers
      all += loaded.all
      bytes += loaded.bytes
      cpu += cpuSeconds
    },
    bytesEach: () => bytes / Math.max(1, answers),
    measured(): Measured {
      const took = times.flatMap((some) => [...some])
      const perSecond = Math.round(answers / (seconds * rounds))
      return { perSecond, cpuMicroseconds: Math.round((cpu * 1e6) / Math.max(1, all)), ...spreadOf(took) }
    },
  }
}

/** How many a second when everyone asks for as many of each; 0 when one of them got no answer. */
function inAll(perSecond: readonly number[]): number {
  return Math.round(perSecond.length / perSecond.reduce((sum, some) => sum + 1 / some, 0))
}

function print(
  name: string,
  bytes: number,
  { ratio, ours, plain }: { ratio: number; ours: Measured; plain: Measured },
) {
  const side = ({ perSecond, p50, p95, p99, cpuMicroseconds }: Measured) =>
    `${String(perSecond).padStart(6)}/s ${p50} / ${p95} / ${p99} (${cpuMicroseconds} µs CPU)`
  console.log(
    `${name.padEnd(32)} ${String(bytes).padStart(7)} bytes  ratio ${ratio}\n   ours ${side(ours)}\n  plain ${side(plain)}`,
  )
}
