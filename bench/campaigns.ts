/**
 * `npm run bench:campaigns`: how long the job takes to find the campaigns among 100,000 letters of which 95 in 100 are variants of
 * 40 texts, and how well it does. Another number of letters is an argument: `npm run bench:campaigns -- 10000`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { findCampaigns } from '#app/features/campaigns/find-campaigns.server.ts'
import { openDatabase, type Db } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, aProcess } from '#tests/factories.ts'
import { madeLetters } from './campaign-letters.ts'

const LETTERS = Number(process.argv[2] ?? 100_000)
const TEXTS = 40
const PART = 0.95
const AT_ONCE = 2000

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
const cluster = await startCluster(folder, {
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
})
const database = openDatabase(cluster.url, { work: 'jobs' })
try {
  await prepareDatabase(cluster)
  const { db } = database
  const truth = await fill(db)
  console.log(`${truth.size} letters, ${PART * 100} in 100 of them variants of ${TEXTS} texts`)
  const began = performance.now()
  let [slowest, asked] = [0, performance.now()]
  const watch = setInterval(() => {
    slowest = Math.max(slowest, performance.now() - asked)
    asked = performance.now()
  }, 5)
  await findCampaigns(db, new Date())
  clearInterval(watch)
  const seconds = Math.round((performance.now() - began) / 100) / 10
  const found = await groupsOf(db)
  const { precision, recall, whole } = judged(found, truth)
  const { rows } = await sql<{ bands: string; size: string }>`
    select count(*) as bands, pg_size_pretty(pg_total_relation_size('letter_band') + pg_total_relation_size('letter')) as size from letter_band`.execute(
    db,
  )
  console.log(`found in ${seconds} s; others in the process waited ${Math.round(slowest)} ms at most`)
  console.log(`${rows[0]?.bands} bands; letters and bands take ${rows[0]?.size}`)
  console.log(
    JSON.stringify({
      bench: 'campaigns',
      letters: LETTERS,
      texts: TEXTS,
      seconds,
      precision,
      recall,
      inLargestGroup: whole,
    }),
  )
} finally {
  await database.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Stores the letters, in the order in which they were made; gives of each which text it was made of. */
async function fill(db: Db): Promise<Map<string, number | null>> {
  const process = await aProcess(db, await aMunicipality(db))
  const truth = new Map<string, number | null>()
  let rows: { contributor: string; id: string; text: string }[] = []
  const store = async () => {
    const own = sql`${process.municipalityId}::uuid, ${process.id}::uuid`
    const given = givenRows({ contributor: 'uuid', id: 'uuid', text: 'text' }, rows)
    await sql`insert into contributor (municipality_id, process_id, id, kind) select ${own}, contributor, 'resident' from ${given}`.execute(
      db,
    )
    await sql`insert into contribution (municipality_id, process_id, id, contributor_id, kind, channel, received_at, timeliness, text)
      select ${own}, id, contributor, 'reaction', 'online', now(), 'onTime', text from ${given}`.execute(db)
    rows = []
  }
  for (const { text, madeOf } of madeLetters(LETTERS, { texts: TEXTS, part: PART, seed: 40 })) {
    const row = { contributor: uuid(), id: uuid(), text }
    rows.push(row)
    truth.set(row.id, madeOf)
    if (rows.length === AT_ONCE) await store()
  }
  await store()
  return truth
}

async function groupsOf(db: Db): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('letter')
    .select(['contributionId', 'campaignId'])
    .where('campaignId', 'is not', null)
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ campaignId }) => campaignId ?? '')].map(([id, letters]) => [
      id,
      letters.map(({ contributionId }) => contributionId),
    ]),
  )
}

/**
 * Of all pairs of letters that stand in one group, the part that was made of one text (precision); of all pairs made of one text, the
 * part that stands in one group (recall); and the part of the letters of campaigns that stand in the largest group of their text.
 */
function judged(groups: ReadonlyMap<string, readonly string[]>, truth: ReadonlyMap<string, number | null>) {
  const pairs = (count: number) => (count * (count - 1)) / 2
  const made = Map.groupBy(
    [...truth.values()].filter((text) => text !== null),
    (text) => text,
  )
  let [together, right, inLargest] = [0, 0, 0]
  const largest = new Map<number, number>()
  for (const letters of groups.values()) {
    together += pairs(letters.length)
    const ofText = Map.groupBy(letters, (id) => truth.get(id) ?? -1)
    for (const [text, some] of ofText) {
      if (text < 0) continue
      right += pairs(some.length)
      largest.set(text, Math.max(largest.get(text) ?? 0, some.length))
    }
  }
  for (const count of largest.values()) inLargest += count
  const all = [...made.values()]
  const wanted = all.reduce((sum, { length }) => sum + pairs(length), 0)
  const letters = all.reduce((sum, { length }) => sum + length, 0)
  const rounded = (part: number) => Math.round(part * 10_000) / 10_000
  return { precision: rounded(right / together), recall: rounded(right / wanted), whole: rounded(inLargest / letters) }
}
