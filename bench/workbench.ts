/**
 * `npm run bench:workbench`: how long the screens of officials take while twenty of them work, with 165,000 points, and how
 * long changing all of them takes while residents react; after that the public list of all points. It prints the plans of
 * list and item, and ends with an error when one of them read all points. The last line is one JSON object.
 * `-- --points 1000000` fills more, `--seconds 30` works for a shorter time.
 */
import { readFile, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { openSession } from '#app/features/accounts/session.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { keepAllCounts } from '#app/features/desk/keep-counts.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import { loadDemo } from '#app/demo/load-demo.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { randomFrom } from './dutch-texts.ts'
import { rounded, spreadOf, type Spread } from './figures.ts'
import { formIn } from './form-in-page.ts'
import { Browser, sendReaction } from './reaction-client.ts'
import { benchSite, type Site } from './site-of-bench.ts'
import { keptConnections, textOf } from './visits.ts'
import { fillProcess, type Filled } from './volume/fill-process.ts'
import { publishAll } from './volume/publish-all.ts'
import { noTimes, work, type OfficialAtWork, type Times } from './volume/officials.ts'
import { linesOf, plansIn, rowsRead } from './volume/plans.ts'
import { anyOf } from './volume/texts.ts'

const { values } = parseArgs({
  options: { points: { type: 'string', default: '165000' }, seconds: { type: 'string', default: '120' } },
})
const [points, seconds] = [Number(values.points), Number(values.seconds)]
if (!(points >= 5000) || !(seconds >= 20)) throw new Error('--points is at least 5000, and --seconds at least 20')
const RESIDENTS = 8
/** Seconds of reactions alone, to compare those during the bulk with. */
const BEFORE_BULK = 15
const PUBLIC_PAGES = 300
/** No statement of list or item may read more of the points than this part. */
const MOST_READ = 0.05
/** More points than these are not changed at once. */
const MOST_AT_ONCE = 200_000
/** The milliseconds that 95 of 100 may take at up to so many points, and the seconds for changing all of them and for filling. */
const AIMS =
  points <= MOST_AT_ONCE
    ? { screen: 100, facets: 250, bulk: 8, fill: 180 }
    : { screen: 200, facets: Infinity, bulk: Infinity, fill: 900 }

const bench = await benchSite()
const agent = keptConnections()
const random = randomFrom(7)
const problems: string[] = []
try {
  const { db, pool } = bench.database
  await loadDemo({ db }, bench.baseUrl, new Date())
  const municipality = await db.selectFrom('municipality').select('id').executeTakeFirstOrThrow()
  const began = performance.now()
  const process = await fillProcess(bench.owner.db, municipality, {
    ...{ letters: Math.round(points / 17.6), points, now: new Date(), closed: -7 },
  })
  const filled = rounded((performance.now() - began) / 1000)
  console.log(`${process.contributions} contributions with ${process.points} points in ${filled} s`)
  await inTransaction(bench.owner.db, (trx) => searchWords(trx, process))
  await keepAllCounts(bench.owner.db, new Date())
  await sql`vacuum analyze`.execute(bench.owner.db)

  const site = await bench.start()
  const browser = (n: number) => new Browser({ url: site.url, agent, baseUrl: bench.baseUrl }, `192.0.2.${n}`)
  const cookieOf = async (id: string) =>
    (await openSession({ pool, secure: false, municipalityId: municipality.id }, id, '')).split(';')[0] ?? ''
  const times = noTimes()
  const officials: OfficialAtWork[] = []
  for (const [n, accountId] of process.officials.entries())
    officials.push({
      ...{ browser: browser(n), cookie: await cookieOf(accountId), slug: process.slug, accountId },
      ...{ themes: process.themes, random, times, wrong: problems },
    })
  const settled = await untilIdle()
  console.log(`jobs were done after ${settled} s`)

  let over = false
  const atWork = officials.map((official) => work(official, () => over))
  await sleep(Math.min(20, seconds / 3) * 1000)
  for (const name of Object.keys(times) as (keyof Times)[]) times[name] = []
  await sleep(seconds * 1000)
  const screens = spreads({ ...times })

  const first = officials[0]
  if (!first) throw new Error('nobody works')
  const intake = { before: [] as number[], during: [] as number[] }
  let isBulk = false
  let isIntakeOver = false
  const residents = Array.from({ length: RESIDENTS }, async (_, n) => {
    for (let each = 0; !isIntakeOver; each++) {
      const kept = isBulk ? intake.during : intake.before
      const { outcome, took, said } = await sendReaction(browser(100 + n), {
        ...{ slug: process.slug, email: '', text: `Ik maak mij zorgen over de bus, nummer ${n}.${each}.` },
      })
      if (outcome !== 'receipt') problems.push(`a reaction got no receipt: ${said.slice(0, 80)}`)
      else kept.push(...took)
    }
  })
  await sleep(BEFORE_BULK * 1000)
  isBulk = true
  const bulk = await changeAll(first, process)
  isIntakeOver = true
  await Promise.all(residents)
  if (intake.during.length === 0) problems.push('nobody could react during the bulk')

  const published = performance.now()
  await publishAll(bench.owner.db, process)
  await sql`vacuum analyze`.execute(bench.owner.db)
  console.log(`made public in ${rounded((performance.now() - published) / 1000)} s`)
  const publicTable = await publicPages(browser(250), process)
  over = true
  await Promise.all(atWork)
  const plans = await lookAtPlans(first, process)

  const figures = {
    ...{ bench: 'workbench', points: process.points, contributions: process.contributions, fill: { seconds: filled } },
    ...{ ...screens, publicTable, bulk, intakeBefore: spreadOf(intake.before), intakeDuring: spreadOf(intake.during) },
    rowsRead: plans,
  }
  for (const screen of ['list', 'item', 'search'] as const) judge(screen, screens[screen].p95, AIMS.screen)
  judge('facets', screens.facets.p95, AIMS.facets)
  judge('publicTable', publicTable.p95, AIMS.screen)
  judge('bulk, in seconds,', bulk.seconds, AIMS.bulk)
  judge('filling, in seconds,', filled, AIMS.fill)
  const counted = new Map<string, number>()
  for (const problem of problems) counted.set(problem, (counted.get(problem) ?? 0) + 1)
  for (const [problem, count] of counted) console.error(`${problem}${count > 1 ? ` (${count} times)` : ''}`)
  if (problems.length > 0) globalThis.process.exitCode = 1
  console.log(JSON.stringify(figures))
} finally {
  agent.destroy()
  await bench.stop()
}

function judge(what: string, found: number, most: number) {
  if (found > most) problems.push(`${what} took ${found}, and may take ${most}`)
}

function spreads(times: Times): Record<keyof Times, Spread> {
  const one = (name: keyof Times): [keyof Times, Spread] => {
    const spread = spreadOf(times[name])
    if (times[name].length === 0) problems.push(`${name} was not measured`)
    console.log(`${name.padEnd(10)} ${times[name].length} times: ${spread.p50} / ${spread.p95} / ${spread.p99} ms`)
    return [name, spread]
  }
  return Object.fromEntries((Object.keys(times) as (keyof Times)[]).map(one)) as Record<keyof Times, Spread>
}

/** Waits until the jobs of a new site had their turn and none runs; in seconds, at most ten minutes. */
async function untilIdle(): Promise<number> {
  const began = Date.now()
  for (let quiet = 0; quiet < 3 && Date.now() - began < 600_000;) {
    await sleep(5000)
    const { rows } = await sql<{ busy: boolean }>`
      select exists (select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and backend_type = 'client backend') as busy`.execute(
      bench.owner.db,
    )
    // Every job comes by within a minute of the start.
    quiet = rows[0]?.busy || Date.now() - began < 65_000 ? 0 : quiet + 1
  }
  return Math.round((Date.now() - began) / 1000)
}

/** Gives all points another theme, by the forms of the screen; of very many those of one theme, which one statement can change within its limit. */
async function changeAll(
  official: OfficialAtWork,
  { slug, themes }: Filled,
): Promise<{ seconds: number; points: number }> {
  const { browser, cookie } = official
  const { bulkChanges } = paths.official.process
  const post = async (address: string, form: Record<string, string>) => {
    const answer = await browser.visit(address, { form, headers: { cookie } })
    if (answer.status !== 303) throw new Error(`the bulk answered ${answer.status}`)
    return String(answer.headers.location)
  }
  const form = async (address: string, act: string, given: Record<string, string>) => {
    const answer = await browser.visit(address, { headers: { cookie } })
    const offered = formIn(textOf(answer), act)
    if (!offered) throw new Error(`the bulk does not offer ${act}`)
    const began = performance.now()
    await post(offered.to ?? address, { ...offered.fields, ...given })
    return (performance.now() - began) / 1000
  }
  const chosen = await post(bulkChanges(slug), {
    act: 'chooseForBulk',
    kind: 'theme',
    all: 'on',
    filter: points > MOST_AT_ONCE ? `thema=${themes[0]}` : '',
  })
  const address = chosen.replace(/^https?:\/\/[^/]+/, '')
  await form(address, 'planBulk', { themeId: themes.at(-1) ?? '' })
  const seconds = rounded(await form(address, 'doBulk', {}))
  const { rows } = await sql<{ points: number }>`
    select count(*)::int as points from point_history where field = 'theme'`.execute(bench.owner.db)
  console.log(`${rows[0]?.points} points got another theme, with their history, in ${seconds} s`)
  if (points <= MOST_AT_ONCE && (rows[0]?.points ?? 0) < points * 0.8)
    problems.push('the bulk did not change nearly all points')
  return { seconds, points: rows[0]?.points ?? 0 }
}

/** The public list of what was done, at many places and with many filters, so that none is answered from memory. */
async function publicPages(browser: Browser, { slug }: Filled): Promise<Spread> {
  const took: number[] = []
  const words = ['geluid', 'kruising', 'school', 'water', 'bus', 'natuur', 'wonen', 'mantelzorg', 'schelpenpad', 'eik']
  const contributors = Math.round(points / 17.6)
  for (let n = 0; n < PUBLIC_PAGES; n++) {
    const at = 1 + Math.floor(random() * contributors)
    const asked = [
      { vanaf: `${at}.1` },
      { indiener: String(at) },
      { zoek: `${anyOf(words, random)} ${anyOf(words, random)}` },
    ]
    const filter = { ...anyOf([...asked, { besluit: 'niet-overgenomen', vanaf: `${at}.1` }], random), keer: String(n) }
    const began = performance.now()
    const { status } = await browser.visit(withQuery(paths.public.answered(slug), filter))
    took.push(performance.now() - began)
    if (status !== 200) problems.push(`the public list answered ${status}`)
  }
  const spread = spreadOf(took)
  console.log(`public table ${PUBLIC_PAGES} times: ${spread.p50} / ${spread.p95} / ${spread.p99} ms`)
  return spread
}

/** The plans of what list and item ask, on a site whose database writes them down; the most rows that each read. */
async function lookAtPlans(official: OfficialAtWork, { slug, themes }: Filled): Promise<Record<string, number>> {
  await sql`alter role saomen_serving set session_preload_libraries = 'auto_explain'`.execute(bench.owner.db)
  const settings = { log_min_duration: '0', log_analyze: 'on', log_timing: 'off', log_format: 'json' }
  for (const [name, value] of Object.entries(settings))
    await sql`alter role saomen_serving set ${sql.raw(`auto_explain.${name} = '${value}'`)}`.execute(bench.owner.db)
  const site: Site = await bench.start()
  const looking = new Browser({ url: site.url, agent, baseUrl: bench.baseUrl }, '192.0.2.251')
  const headers = { cookie: official.cookie }
  const list = paths.official.process.points(slug)
  const { rows } = await sql<{ id: string }>`
    select point_id as id from point_work where theme_id = ${themes.at(-1)}::uuid order by place offset 2000 limit 1`.execute(
    bench.owner.db,
  )
  const screens = {
    list,
    'list, one theme': withQuery(list, { thema: themes.at(-1) }),
    'list, from the middle': withQuery(list, { vanaf: rows[0]?.id }),
    'list, what is late': withQuery(list, { 'let-op': 'te-laat' }),
    item: paths.official.process.answer(slug, rows[0]?.id ?? ''),
    'item in a theme': withQuery(paths.official.process.answer(slug, rows[0]?.id ?? ''), { thema: themes.at(-1) }),
  }
  const most: Record<string, number> = {}
  for (const [name, address] of Object.entries(screens)) {
    await looking.visit(address, { headers })
    const { size } = await stat(bench.log)
    const { status } = await looking.visit(address, { headers })
    if (status !== 200) problems.push(`${name} answered ${status}`)
    await sleep(500)
    const log = (await readFile(bench.log)).subarray(size).toString('utf8')
    const plans = plansIn(log).filter(({ text }) => /\bpoint(_work)?\b/.test(text))
    if (plans.length === 0) problems.push(`no plan of ${name} was written down`)
    most[name] = Math.max(0, ...plans.map(({ plan }) => rowsRead(plan, ['point', 'point_work'])))
    console.log(`\n${name}: ${plans.length} statements about points; the most rows that one read: ${most[name]}`)
    for (const { text, ms, plan } of plans)
      console.log([`  ${ms} ms  ${text.replaceAll(/\s+/g, ' ').trim().slice(0, 110)}`, ...linesOf(plan, 3)].join('\n'))
    if (most[name] > points * MOST_READ) problems.push(`a statement of ${name} read ${most[name]} rows of points`)
  }
  return most
}
