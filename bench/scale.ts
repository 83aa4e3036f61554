/**
 * `npm run bench:scale`: how long the screens of officials take with 165,000 points, as many as the busiest
 * consultation had.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { answerView } from '#app/features/answers/answer-view.server.ts'
import { createPublication } from '#app/features/answers/draft-publication.server.ts'
import { publishView } from '#app/features/answers/publish-view.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { askedPeople } from '#app/features/partners/asking/overview.server.ts'
import { registerPage } from '#app/features/points/register-page.server.ts'
import { splitView } from '#app/features/points/split-view.server.ts'
import { answeredPoints } from '#app/features/answers/answered-points.server.ts'
import { processesWithProgress } from '#app/features/answers/progress.server.ts'
import { allPoints } from '#app/features/desk/desk-filter.ts'
import { deskPage } from '#app/features/desk/desk-list.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import { publicationParts } from '#app/room-parts.server.ts'
import { inTransaction, openDatabase, type Db } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, anActor, aProcess } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { fillProcess } from './many-points.ts'

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
  await fillProcess(owner.db)
  const process = await processBySlug(db, municipality.id, slug)
  const { rows } = await sql<{ id: string; contributionId: string }>`
    select id, contribution_id from point where not exists (select from answer_point where point_id = point.id) limit 1`.execute(
    db,
  )
  const [open] = rows
  if (!open) throw new Error('nothing to measure')
  await once('search all words', () => inTransaction(db, (trx) => searchWords(trx, process)))
  await time('today', () => processesWithProgress(db, municipality.id, { states: ['released'], limit: 50 }))
  await time('register', () => registerPage(db, process, {}, 'begin', PAGE.limit))
  await time('split one', async () =>
    splitView(
      db,
      process,
      open.contributionId,
      new URLSearchParams(),
      await answeredPoints(db, process, open.contributionId),
      null,
    ),
  )
  const by = await anActor(db, municipality)
  const looking = { accountId: by.id, today: today(new Date()) }
  await time('points', () => deskPage(db, process, allPoints, looking))
  await time('points, searched', () => deskPage(db, process, { ...allPoints, search: 'geluid' }, looking))
  await time('answer one', () => answerView(db, process, open.id))
  const draft = { process, key: randomUUID(), rounds: ['inspraak' as const] }
  const publication = await createPublication(db, by, draft, new Date())
  await time('publish', () => publishView(db, process, publication.id, by, new Date(), publicationParts))
  await time('organisations', () => askedPeople(db, { municipalityId: municipality.id, id: questionnaireId }))
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
