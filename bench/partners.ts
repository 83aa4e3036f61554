/**
 * `npm run bench:partners`: how long partners and officials wait when forty organisations answer twelve questions with
 * ten points each, three people at once in every organisation, and with an appendix of two hundred contributors with
 * twenty points. Beside it the smallest page and the database alone. Ends with an error when a page takes too long.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import { openSession as logIn } from '#app/features/accounts/session.server.ts'
import { parseCsv } from '#app/csv-table.ts'
import { releaseResponse } from '#app/features/partners/answering/release-response.server.ts'
import { sendResponse } from '#app/features/partners/answering/send-response.server.ts'
import { importPartnerInput } from '#app/features/partners/import/import-partner-input.server.ts'
import { partnerInputColumns } from '#app/features/partners/import/partner-input-file.ts'
import { openDatabase } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, anActor, aPlan, aProcess } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { build } from '../scripts/build.ts'
import { startInstallation } from '../server/start.ts'
import { measureStoring, openScreen, print, type Screen } from './measuring.ts'

const [ORGANISATIONS, QUESTIONS, ITEMS, PEOPLE] = [40, 12, 10, 3]
const [CONTRIBUTORS, POINTS] = [200, 20]
const RUNS = 60
/** Milliseconds within which 95 of 100 visits to a page must be answered while nobody else is there. */
const LONGEST_PAGE = 300

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
await build()
const cluster = await startCluster(folder)
const database = openDatabase(cluster.url)
const owner = openDatabase(cluster.ownerUrl)
const { db, pool } = database
await prepareDatabase(cluster)
const config = {
  mode: 'demo' as const,
  port: 0,
  host: null,
  trustedProxies: null,
  dataDir: folder,
  databaseUrl: cluster.url,
  smtpUrl: null,
  sessionSecret: 'x'.repeat(40),
  baseUrl: null,
}
const site = await startInstallation(config, { demo: false })
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality)
const words = (n: number) =>
  `Punt ${n}: zorg dat mensen in elk dorp weten bij wie zij terecht kunnen, en dat wie belt dezelfde dag antwoord krijgt.`
const stopping: (() => void)[] = []
const slow: string[] = []
try {
  const asking = await askedProcess()
  const answered = await appendixProcess()
  await sql`vacuum analyze`.execute(owner.db)
  await measurePages(asking, answered)
  await measureSaves(asking)
  await measureStoring(owner.db, db, RUNS)
} finally {
  for (const stop of stopping) stop()
  await site.stop()
  await database.close()
  await owner.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
if (slow.length > 0) {
  console.error(`\nslower than ${LONGEST_PAGE} ms at p95: ${slow.join(', ')}`)
  process.exitCode = 1
}

type Organisation = { responseId: string; people: Actor[]; cookies: string[] }
type Asking = { slug: string; cookie: string; organisations: Organisation[] }

/** A process in which every organisation wrote all its points, and half of them sent these. */
async function askedProcess(): Promise<Asking> {
  const ref = await aProcess(db, municipality, { state: 'draft' })
  const questions = Array.from({ length: QUESTIONS }, (_, n) => ({
    heading: `Waar moet de gemeente op letten bij thema ${n + 1}?`,
    explanation: 'Noem wat u ziet.',
    kind: 'points' as const,
    isOptional: true,
  }))
  const questionnaireId = await aQuestionnaire(db, official, ref, { closesOn: '2999-12-31', questions })
  const organisations: Organisation[] = []
  const sent: number[] = []
  for (let n = 0; n < ORGANISATIONS; n++) {
    const partner = await aPartner(db, municipality, {
      name: `Organisatie voor zorg en welzijn ${n + 1}`,
      people: PEOPLE,
    })
    const responseId = await aResponse(db, official, ref, questionnaireId, partner)
    await writeAll(questionnaireId, responseId)
    const cookies = []
    for (const { id } of partner.people) cookies.push(await cookieOf(id))
    organisations.push({ responseId, people: partner.people, cookies })
    const [coordinator] = partner.people
    if (n % 2 === 0 || !coordinator) continue
    const began = performance.now()
    await releaseResponse(db, coordinator, { responseId }, new Date())
    const { version } = await db
      .selectFrom('response')
      .select('version')
      .where('id', '=', responseId)
      .executeTakeFirstOrThrow()
    await sendResponse(db, coordinator, { responseId, seen: String(version), baseUrl: site.url }, new Date())
    sent.push(performance.now() - began)
  }
  console.log(
    `\n${ORGANISATIONS} organisations, ${QUESTIONS} questions, ${ITEMS} points under each: milliseconds p50 / p95 / p99 / slowest`,
  )
  print('an organisation sends its points', sent)
  return { slug: ref.slug, cookie: await cookieOf(official.id), organisations }
}

async function writeAll(questionnaireId: string, responseId: string) {
  const own = sql`${municipality.id}::uuid`
  await sql`insert into response_answer (municipality_id, questionnaire_id, response_id, question_id, question_version_id, state, updated_at)
    select ${own}, ${questionnaireId}::uuid, ${responseId}::uuid, question.id, question_version.id, 'done', now()
    from question join question_version on question_version.question_id = question.id where questionnaire_id = ${questionnaireId}::uuid`.execute(
    db,
  )
  await sql`insert into response_item (municipality_id, id, response_id, question_id, position, text, updated_at)
    select ${own}, gen_random_uuid(), ${responseId}::uuid, question_id, n, ${words(0)} || ' ' || n, now()
    from response_answer cross join generate_series(1, ${ITEMS}::int) as n where response_id = ${responseId}::uuid`.execute(
    db,
  )
  await sql`update response set state = 'draft', opened_at = now() where id = ${responseId}::uuid`.execute(db)
}

type Appendix = { draft: string; public: string; csv: string }

/**
 * A process with the contributions of two hundred contributors, imported from a file, and an answer to each point;
 * measured before and after publication.
 */
async function appendixProcess(): Promise<Appendix> {
  const rows = Array.from({ length: CONTRIBUTORS * POINTS }, (_, n) => {
    const [who, point] = [Math.floor(n / POINTS), n % POINTS]
    return `Organisatie ${who + 1},organisatie,welzijn,${1 + Math.floor(point / 4)},,"${words(point)}"`
  })
  const csv = [partnerInputColumns.join(','), ...rows].join('\n')
  const slugs: string[] = []
  const took: number[] = []
  for (let time = 0; time < 2; time++) {
    const ref = await aProcess(db, municipality)
    await aPlan(db, ref)
    const began = performance.now()
    await importPartnerInput(db, official, { process: ref, table: parseCsv(csv, partnerInputColumns) }, new Date())
    took.push(performance.now() - began)
    slugs.push(ref.slug)
    const own = sql`${municipality.id}::uuid as municipality_id, ${ref.id}::uuid as process_id`
    // A point and its answer share an id here, which saves a statement that would link them.
    await sql`insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
      select ${own}, id, (array['adopted', 'partlyAdopted', 'notAdopted', 'noted'])[1 + number % 4], 'Wij hebben dit in het plan gezet, bij de afspraken over zorg dichtbij.', now()
      from point where process_id = ${ref.id}::uuid`.execute(db)
    await sql`insert into answer_point (municipality_id, process_id, answer_id, point_id) select ${own}, id, id from answer where process_id = ${ref.id}::uuid`.execute(
      db,
    )
  }
  const [draft = '', made = ''] = slugs
  await sql`update contributor set number = counted.number from (
      select contributor.id, row_number() over (order by contributor.id) as number from contributor join process on process.id = process_id where slug = ${made}
    ) as counted where counted.id = contributor.id`.execute(db)
  await sql`update process set state = 'answered', answered_at = now() where slug = ${made}`.execute(db)
  console.log(`\n${CONTRIBUTORS} contributors, ${POINTS} points each: milliseconds p50 / p95 / p99 / slowest`)
  print('a file with all of them is taken in', took)
  return { draft, public: made, csv }
}

async function measurePages({ slug, cookie, organisations }: Asking, appendix: Appendix) {
  const [writing] = organisations
  const own = `/partner/inbreng/${writing?.responseId}`
  const [member = ''] = writing?.cookies ?? []
  const official = `/ambtenaar/trajecten/${slug}/partners`
  console.log('\npages, one visitor: milliseconds p50 / p95 / p99 / slowest')
  for (const [name, address, as] of [
    ['for comparison: an answer without a page', '/gezond', ''],
    ['for comparison: the smallest page', '/ambtenaar/account', cookie],
    ['partner: what was asked of us', '/partner', member],
    ['partner: the response', own, member],
    ['partner: a question', `${own}/vraag/3`, member],
    ['partner: look it over before sending', `${own}/controleren`, member],
    ['official: the book', '/ambtenaar/partners', cookie],
    ['official: the matrix', official, cookie],
    ['official: the matrix as csv', `${official}/overzicht.csv`, cookie],
    ['official: the questions', `${official}/vragen`, cookie],
    ['official: the register', `/ambtenaar/trajecten/${slug}/inbreng`, cookie],
    ['official: appendix 2 before publication', `/ambtenaar/trajecten/${appendix.draft}/partners/bijlage`, cookie],
    ['everyone: appendix 2', `/trajecten/${appendix.public}/partnerinbreng`, ''],
    ['everyone: appendix 2 as csv', `/trajecten/${appendix.public}/partnerinbreng.csv`, ''],
    ['everyone: appendix 2 as xlsx', `/trajecten/${appendix.public}/partnerinbreng.xlsx`, ''],
    ['everyone: appendix 2 as json', `/trajecten/${appendix.public}/partnerinbreng.json`, ''],
  ] as const) {
    await measurePage(name, () => fetch(site.url + address, { headers: { cookie: as }, redirect: 'manual' }))
  }
  const form = () => {
    const fields = new FormData()
    fields.set('act', 'previewPartnerInput')
    fields.set('file', new File([appendix.csv], 'inbreng.csv'))
    return fields
  }
  await measurePage('official: look at a file of 4,000 points', () =>
    fetch(`${site.url}/ambtenaar/trajecten/${appendix.draft}/partners/importeren`, {
      method: 'POST',
      body: form(),
      headers: { cookie, origin: site.url },
    }),
  )
}

async function measurePage(name: string, visit: () => Promise<Response>) {
  const took: number[] = []
  for (let run = 0; run < RUNS + 3; run++) {
    const began = performance.now()
    const response = await visit()
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${name}: ${response.status}`)
    if (run >= 3) took.push(performance.now() - began)
  }
  print(name, took)
  const p95 = took.toSorted((one, other) => one - other)[Math.floor(took.length * 0.95)] ?? 0
  // A file to save may take longer than a page.
  if (p95 > LONGEST_PAGE && !/ as (csv|xlsx|json)$/.test(name)) slow.push(name)
}

/** Everyone opens the response of their organisation; then each writes an answer to a question of their own. */
async function measureSaves({ organisations }: Asking) {
  const writing = organisations.filter((_, n) => n % 2 === 0)
  const questions = await db.selectFrom('question').select(['id', 'number']).orderBy('number').execute()
  const screens = new Map(writing.map(({ responseId, cookies }) => [responseId, cookies.map((): Screen => [])]))
  await Promise.all(
    writing.flatMap(({ responseId, cookies }) =>
      cookies.map((cookie, n) =>
        openScreen(
          `${site.url}/partner/inbreng/${responseId}/live?vraag=${n + 1}`,
          { cookie },
          screens.get(responseId)?.[n] ?? [],
          stopping,
        ),
      ),
    ),
  )
  const save = async ({ responseId, cookies }: Organisation, person: number, run: number) => {
    const body = new URLSearchParams({
      act: 'saveAnswer',
      number: String(questions[person]?.number),
      'items[0].id': uuid(),
      'items[0].text': words(run),
      'items[0].seen': '',
    })
    const began = performance.now()
    const response = await fetch(`${site.url}/partner/inbreng/${responseId}/zet`, {
      method: 'POST',
      body,
      headers: { cookie: cookies[person] ?? '', origin: site.url },
    })
    const { shown }: { shown: { version: number } | null } = await response.json()
    if (!shown) throw new Error(`not saved: ${response.status}`)
    const { version } = shown
    return { began, took: performance.now() - began, version }
  }
  const shown = async ({ responseId }: Organisation, { began, version }: { began: number; version: number }) => {
    const at = (screen: Screen) => screen.find((view) => view.version >= version)?.at
    const all = screens.get(responseId) ?? []
    while (!all.every(at)) await new Promise((resolve) => setTimeout(resolve, 1))
    return Math.max(...all.map((screen) => at(screen) ?? 0)) - began
  }
  const measure = async (name: string, work: () => AsyncGenerator<{ saved: number; seen: number }>) => {
    const times: { saved: number; seen: number }[] = []
    for await (const time of work()) times.push(time)
    print(
      `${name}: saved`,
      times.map(({ saved }) => saved),
    )
    print(
      `${name}: all screens show it`,
      times.map(({ seen }) => seen),
    )
  }
  const one = async (organisation: Organisation, person: number, run: number) => {
    const done = await save(organisation, person, run)
    return { saved: done.took, seen: await shown(organisation, done) }
  }
  console.log(
    `\n${writing.length * PEOPLE} screens follow ${writing.length} organisations: milliseconds p50 / p95 / p99 / slowest`,
  )
  await measure('one at a time', async function* () {
    for (let run = 0; run < RUNS; run++) {
      const organisation = writing[run % writing.length]
      if (organisation) yield await one(organisation, run % PEOPLE, run)
    }
  })
  for (const [name, busy] of [
    ['three of one organisation at once', writing.slice(0, 1)],
    ['everyone at once', writing],
  ] as const) {
    await measure(name, async function* () {
      for (let run = 0; run < (busy.length === 1 ? RUNS / PEOPLE : 5); run++) {
        yield* await Promise.all(
          busy.flatMap((organisation) =>
            organisation.cookies.map((_, person) => one(organisation, person, RUNS + run)),
          ),
        )
      }
    })
  }
}

async function cookieOf(accountId: string): Promise<string> {
  return (await logIn({ pool, secure: false, municipalityId: municipality.id }, accountId, '')).split(';')[0] ?? ''
}
