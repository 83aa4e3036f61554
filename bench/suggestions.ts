/**
 * `npm run bench:suggestions`: how long the job takes to look what theme and place the nearest settled points suggest for six of ten of
 * 165,000 points, and how long reactions that come in meanwhile wait. `-- --points 40000` takes fewer. Its last line is one JSON object.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { makeSuggestions } from '#app/features/campaigns/make-suggestions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { openDatabase, type Db } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aContribution, aMunicipality } from '#tests/factories.ts'
import { rounded, spreadOf } from './figures.ts'
import { fillProcess } from './volume/fill-process.ts'

const { values } = parseArgs({ options: { points: { type: 'string', default: '165000' } } })
const points = Number(values.points)
if (!(points >= 5000)) throw new Error('--points is at least 5000')
/** The longest that all suggestions may take, in seconds for each thousand points: ten minutes for 165,000. */
const MOST_SECONDS = 600 / 165

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
const cluster = await startCluster(folder)
const jobs = openDatabase(cluster.url, { work: 'jobs' })
const owner = openDatabase(cluster.ownerUrl)
try {
  await prepareDatabase(cluster)
  const process = await fillProcess(owner.db, await aMunicipality(owner.db), {
    ...{ letters: Math.round(points / 17.6), points, now: new Date() },
  })
  const due = await unsettle(owner.db)
  const alone = await whileStoring(owner.db, process, () => sleep(10_000))
  let seconds = 0
  const beside = await whileStoring(owner.db, process, async () => {
    while (await isDue(jobs.db)) {
      const began = performance.now()
      await makeSuggestions(jobs.db, new Date())
      seconds += (performance.now() - began) / 1000
    }
  })
  const { rows } = await sql<{
    points: number
  }>`select count(distinct point_id)::int as points from suggestion`.execute(owner.db)
  const suggested = rows[0]?.points ?? 0
  const figures = { points, due, suggested, seconds: rounded(seconds), load: loadavg()[0] }
  console.log(JSON.stringify({ bench: 'suggestions', ...figures, intakeBefore: alone, intakeDuring: beside }))
  if (suggested < due / 2) throw new Error('most points got no suggestion')
  if (seconds > (MOST_SECONDS * due) / 1000) globalThis.process.exitCode = 1
} finally {
  await jobs.close()
  await owner.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Takes theme and place from six of ten points, as if they were new; gives how many. */
async function unsettle(db: Db): Promise<number> {
  await sql`
    update point_work set theme_id = null, chapter = null
    where abs(hashtextextended(point_id::text, 5)) % 10 < 6 and not is_public`.execute(db)
  await sql`truncate suggestion_due`.execute(db)
  const { numAffectedRows } = await sql`
    insert into suggestion_due select municipality_id, process_id, point_id from point_work where theme_id is null`.execute(
    db,
  )
  await sql`vacuum analyze`.execute(db)
  return Number(numAffectedRows)
}

async function isDue(db: Db): Promise<boolean> {
  return (await sql`select from suggestion_due limit 1`.execute(db)).rows.length > 0
}

/** Does something while a reaction is stored every 50 ms; gives how many milliseconds these took. */
async function whileStoring(db: Db, process: ProcessRef, act: () => Promise<unknown>) {
  const took: number[] = []
  let over = false
  const storing = (async () => {
    while (!over) {
      const began = performance.now()
      await aContribution(db, process, { text: 'De bus rijdt niet.' })
      took.push(performance.now() - began)
      await sleep(50)
    }
  })()
  await act()
  over = true
  await storing
  return { reactions: took.length, ...spreadOf(took) }
}
