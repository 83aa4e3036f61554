/**
 * `npm run bench:scale`: how long the screens of officials take with 165,000 points, as many as the busiest
 * consultation had.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { answeredView } from '#app/features/answers/answered-view.server.ts'
import { answerView } from '#app/features/answers/answer-view.server.ts'
import { pointList } from '#app/features/answers/point-queries.server.ts'
import { publishView } from '#app/features/answers/publish-view.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { askedPeople } from '#app/features/partners/asking/overview.server.ts'
import { registerPage } from '#app/features/points/register-page.server.ts'
import { splitView } from '#app/features/points/split-view.server.ts'
import { answeredPoints } from '#app/features/answers/answered-points.server.ts'
import { processesWithProgress } from '#app/features/answers/progress.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { publicationParts } from '#app/room-parts.server.ts'
import { inTransaction, openDatabase, type Db } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, anActor, aPlan, aProcess } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'

const CONTRIBUTORS = 9362
const PARTNERS = 200
const RUNS = 5
const PAGE = { limit: 50, offset: 0 }

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
const cluster = await startCluster(folder, {
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
})
const database = openDatabase(cluster.url, { work: 'serving' })
const owner = openDatabase(cluster.ownerUrl)
try {
  await prepareDatabase(cluster)
  const { db } = database
  const municipality = await aMunicipality(db)
  const { slug, id: processId } = await aProcess(db, municipality)
  const questionnaireId = await ask(db, municipality, { id: processId })
  await fill(owner.db)
  const process = await processBySlug(db, municipality.id, slug)
  const site = await findPublicProcess(db, municipality.id, slug, { drafts: false })
  const { rows } = await sql<{ id: string; contributionId: string }>`
    select id, contribution_id from point where not exists (select from answer_point where point_id = point.id) limit 1`.execute(
    db,
  )
  const [open] = rows
  if (!open || !site) throw new Error('nothing to measure')
  await once('search all words', () => inTransaction(db, (trx) => searchWords(trx, process)))
  await time('today', () => processesWithProgress(db, municipality.id, { states: ['released'], limit: 50 }))
  await time('register', () => registerPage(db, process, {}, PAGE))
  await time('split one', async () =>
    splitView(
      db,
      process,
      open.contributionId,
      new URLSearchParams(),
      await answeredPoints(db, process, open.contributionId),
    ),
  )
  await time('points', () => pointList(db, process, {}, PAGE))
  await time('points, searched', () => pointList(db, process, { search: 'geluid' }, PAGE))
  await time('answer one', () => answerView(db, process, open.id))
  await time('publish', () => publishView(db, process, new Date(), publicationParts))
  await time('organisations', () => askedPeople(db, { municipalityId: municipality.id, id: questionnaireId }))
  await time('what was done', () => answeredView(db, site, new URLSearchParams()))
} finally {
  await database.close()
  await owner.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Invites as many organisations as a large municipality does, each with two people. */
async function ask(db: Db, municipality: { id: string }, process: { id: string }): Promise<string> {
  const by = await anActor(db, municipality)
  const questionnaireId = await aQuestionnaire(db, by, process)
  for (let n = 0; n < PARTNERS; n++)
    await aResponse(db, by, process, questionnaireId, await aPartner(db, municipality, { people: 2 }))
  return questionnaireId
}

/** Fills a process with reactions of eighteen sentences, each a point with a theme; seven of ten are answered. */
async function fill(db: Db) {
  const process = await db.selectFrom('process').select(['id', 'municipalityId']).executeTakeFirstOrThrow()
  const { sections } = await aPlan(db, process)
  const own = sql`${process.municipalityId}::uuid as municipality_id, ${process.id}::uuid as process_id`
  await sql`insert into theme (municipality_id, process_id, id, position, name)
    select ${own}, gen_random_uuid(), n, 'Thema ' || n from generate_series(1, 20) as n`.execute(db)
  await sql`insert into contributor (municipality_id, process_id, id, kind)
    select ${own}, gen_random_uuid(), 'resident' from generate_series(1, ${CONTRIBUTORS}::int)`.execute(db)
  await sql`insert into contribution (municipality_id, process_id, id, contributor_id, kind, channel, received_at, timeliness, section_id, text, split_done_at)
    select ${own}, gen_random_uuid(), id, 'reaction', 'online', '2016-10-05'::timestamptz + random() * interval '40 days', 'onTime', ${sections[0]}::uuid,
      (select string_agg('Ik maak mij zorgen over het geluid van vliegtuigen boven ons dorp. ', '') from generate_series(1, 18)), now()
    from contributor`.execute(db)
  await sql`insert into point (municipality_id, process_id, id, contribution_id, number, quote_start, quote_end, theme_id, created_at)
    select ${own}, gen_random_uuid(), contribution.id, n, (n - 1) * 68, n * 68 - 1, theme.id, now()
    from contribution cross join generate_series(1, 17 + (abs(hashtext(contribution.id::text)) % 2)) as n join theme on theme.position = 1 + n`.execute(
    db,
  )
  await sql`insert into notification (municipality_id, id, message_key, template, data, state, due_at, created_at)
    select municipality_id, gen_random_uuid(), 'receipt:' || id, 'receipt', '{}', 'sent', null, now() from contribution`.execute(
    db,
  )
  // A point and its answer share an id here, which saves a statement that would link them.
  await sql`insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
    select ${own}, id, (array['adopted', 'partlyAdopted', 'notAdopted', 'noted'])[1 + number % 4], 'Wij hebben het geluid gemeten en passen de route aan.', now()
    from point where abs(hashtext(id::text)) % 10 < 7`.execute(db)
  await sql`insert into answer_point (municipality_id, process_id, answer_id, point_id) select ${own}, id, id from answer`.execute(
    db,
  )
  await sql`vacuum analyze`.execute(owner.db)
}

/** Times something that is done once, and how much more memory is in use after it. */
async function once(name: string, act: () => Promise<unknown>) {
  const before = globalThis.process.memoryUsage().rss
  const began = performance.now()
  await act()
  const mb = (globalThis.process.memoryUsage().rss - before) / 1e6
  console.log(`${name.padEnd(20)} once ${(performance.now() - began).toFixed(0)} ms   ${mb.toFixed(0)} MB more`)
}

async function time(name: string, act: () => Promise<unknown>) {
  const took: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now()
    await act()
    took.push(performance.now() - began)
  }
  took.sort((a, b) => a - b)
  console.log(
    `${name.padEnd(20)} median ${took[Math.floor(RUNS / 2)]?.toFixed(0)} ms   slowest ${took.at(-1)?.toFixed(0)} ms`,
  )
}
