/**
 * `npm run bench:intake`: whole reactions per second (four requests each) of the production build on the embedded
 * PostgreSQL, beside a plain program that stores the same in the same tables (`intake-plain.ts`). Both take turns, with 16
 * and 64 writers, and with 64 writers beside 200 readers. Compares no mail: nobody here gives an address. The last line
 * is one JSON object. Ends with an error when an answer was wrong, when a reaction that was sent is not stored once, or
 * when the ratio is under 0.3.
 */
import type { ChildProcess } from 'node:child_process'
import { paths } from '#app/paths.ts'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { ask, messageOf, startChild, stopChild } from './children.ts'
import { rounded, spreadOf } from './figures.ts'
import { formIn } from './form-in-page.ts'
import type { Load, Measured } from './intake-clients.ts'
import type { PlainSettings } from './intake-plain.ts'
import { benchSite } from './site-of-bench.ts'
import type { Went } from './site-server.ts'
import { keptConnections, textOf, visit } from './visits.ts'

/** Rounds of each, and seconds of a round: `npm run bench:intake -- 2 3` takes less. */
const [ROUNDS = 4, SECONDS = 5] = process.argv.slice(2).map(Number)
/** Less of what plain Node stores than this is not done. */
const LEAST = 0.3

const bench = await benchSite()
const { db, pool } = bench.database
const agent = keptConnections()
const municipality = await aMunicipality(db, { host: '127.0.0.1' })
const [own, plains] = [await aProcess(db, municipality), await aProcess(db, municipality)]
for (const process of [own, plains]) await aPlan(db, process)
const [plain, clients] = [startChild('intake-plain.ts'), startChild('intake-clients.ts')]
try {
  const { url, child: server } = await bench.start({ ahead: NOW.getTime() - Date.now() })
  const site = { url, react: paths.public.react(own.slug), pages: pagesOf(own) }
  plain.send(await plainSettings(site))
  const beside = {
    ...{ url: (await messageOf<{ url: string }>(plain)).url, react: paths.public.react(plains.slug) },
    pages: pagesOf(plains),
  }
  const load = (at: typeof site, part: Pick<Load, 'writers' | 'readers' | 'ms'>) =>
    ask<Measured>(clients, { ...at, ...part } satisfies Load)
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
    parts[name] = { ratio: rounded(ours.perSecond / theirs.perSecond), saomen: ours, plain: theirs }
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
  agent.destroy()
  for (const child of [plain, clients]) await stopChild(child)
  await bench.stop()
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
    const { body } = await visit(url + page, { agent, headers: gzip })
    kept[pagesOf(plains)[at] ?? ''] = body.toString('base64')
  }
  const form = { method: 'POST', redirect: 'manual' } as const
  const text = 'Een tekst die nergens anders staat.'
  const first = await fetch(url + react, { ...form, body: new URLSearchParams({ act: 'keepText', text, seen: '' }) })
  const cookie = (first.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const you = new URLSearchParams({ act: 'keepAboutYou', speaksFor: 'self', named: 'no' })
  await fetch(`${url}${react}/over-u`, { ...form, headers: { cookie }, body: you })
  const check = await visit(`${url}${react}/controleren`, { agent, headers: { ...gzip, cookie } })
  const html = textOf(check)
  const { key = '', seen = '' } = formIn(html, 'submitReaction')?.fields ?? {}
  const places = { key, seen, text }
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
    ...{ databaseUrl: pool.options.connectionString ?? '', municipalityId: municipality.id, processId: plains.id },
    ...{ react: paths.public.react(plains.slug), cookiePath: paths.public.process(plains.slug) },
    ...{ offset: NOW.getTime() - Date.now(), page: { pieces, between }, kept },
    headers: Object.fromEntries(usual.map((name) => [name, String(check.headers[name] ?? '')])),
  }
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
  return (await ask<Pick<Went, 'cpu'>>(child)).cpu * 1000
}

function summary(rounds: readonly (Measured & { cpuMs: number })[]) {
  const times = rounds.flatMap(({ reactions }) => reactions)
  const reads = rounds.flatMap((round) => round.reads)
  const ms = rounds.reduce((sum, round) => sum + round.ms, 0)
  const cpuMs = rounds.reduce((sum, round) => sum + round.cpuMs, 0)
  return {
    perSecond: rounded(times.length / (ms / 1000)),
    ...spreadOf(times),
    /** Of the process that serves, without that of PostgreSQL. */
    cpuMsEach: rounded(cpuMs / times.length),
    ...(reads.length > 0 && { readsP99: spreadOf(reads).p99 }),
  }
}
