/**
 * `npm run bench:publish`: how long the gate takes, releasing and approving all that is ready, and publishing the answers of 3,000, 20,000 and 165,000 points takes over a connection
 * that serves, its slowest statement, how long after that all points can be found, and how long it then takes to release a version of the plan in which
 * every chapter has another number.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import { completeSteps } from '#app/features/answers/complete-steps.server.ts'
import { createPublication } from '#app/features/answers/draft-publication.server.ts'
import { publishView } from '#app/features/answers/publish-view.server.ts'
import { releasePoints } from '#app/features/answers/release-points.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { fillEntries } from '#app/features/search/fill-entries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { publicationParts, publishPublication, releaseRevision } from '#app/room-parts.server.ts'
import { inTransaction, openDatabase, type Db } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, anActor } from '#tests/factories.ts'
import { aFullProcess } from './search-volume.ts'

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [3000, 20_000, 165_000]
/** The middle one of so many is the time of the gate. */
const GATE_RUNS = 3
/** Statements that took longest, which are printed. */
const SHOWN = 6

type Statement = { text: string; ms: number }
const results: Record<string, number>[] = []

for (const points of SIZES) {
  const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
  // As it is used: what is stored is on the disk, and nothing but autovacuum looks at new rows.
  const cluster = await startCluster(folder)
  const database = openDatabase(cluster.url, { work: 'serving' })
  const jobs = openDatabase(cluster.url, { work: 'jobs' })
  const owner = openDatabase(cluster.ownerUrl)
  try {
    await prepareDatabase(cluster)
    const statements: Statement[] = []
    database.pool.on('connect', (client) => timeStatements(client, statements))
    const municipality = await aMunicipality(owner.db)
    const by = await anActor(owner.db, municipality)
    const ref = await aFullProcess(owner.db, municipality, points)
    await prepare(owner.db)
    const { id } = ref
    const own = { id, municipalityId: municipality.id }
    // The worker did this before, a little after each change.
    const searched = await timed(() => inTransaction(jobs.db, (trx) => searchWords(trx, own)))
    await sql`vacuum analyze`.execute(owner.db)
    statements.length = 0
    const now = new Date('2016-12-06T09:00:00+01:00')
    const { db } = database
    const { id: publicationId } = await createPublication(
      db,
      by,
      { process: own, key: randomUUID(), rounds: ['inspraak'] },
      now,
    )
    const process = await processBySlug(db, municipality.id, ref.slug)
    const gate = async () => {
      const took = []
      for (let run = 0; run < GATE_RUNS; run++)
        took.push(await timed(() => publishView(db, process, publicationId, by, now, publicationParts)))
      return took.toSorted((one, other) => one - other)[Math.floor(GATE_RUNS / 2)] ?? 0
    }
    const act = { process: own, publicationId }
    const gateBefore = await gate()
    const released = await timed(() => releasePoints(db, by, act, now))
    const approved = await timed(() => completeSteps(db, by, act, now))
    const gateAfter = await gate()
    statements.length = 0
    const published = await timed(() => publishPublication(db, by, { ...act, baseUrl: 'https://saomen.example' }, now))
    const slowest = statements.toSorted((one, other) => other.ms - one.ms)
    const findable = await timed(() => fillEntries(jobs.db))
    console.log(
      `\n${points} points: the gate in ${gateBefore} ms, all released in ${released} ms, all approved in ${approved} ms, ` +
        `the gate when nothing is missing in ${gateAfter} ms`,
    )
    console.log(
      `${points} points: published in ${published} ms (${statements.length} statements, the slowest ${slowest[0]?.ms} ms); ` +
        `all of them findable ${findable} ms later; looking for personal data had taken ${searched} ms`,
    )
    for (const { text, ms } of slowest.slice(0, SHOWN))
      console.log(`  ${ms} ms  ${text.replaceAll(/\s+/g, ' ').slice(0, 110)}`)
    await renumberedVersion(owner.db, by, own)
    await sql`vacuum analyze`.execute(owner.db)
    statements.length = 0
    const versionReleased = await timed(() => releaseRevision(db, by, { process: own, gapsSigned: true }, now))
    const ofVersion = statements.toSorted((one, other) => other.ms - one.ms)
    console.log(
      `${points} points: another version of the plan released in ${versionReleased} ms (${statements.length} statements, the slowest ${ofVersion[0]?.ms} ms)`,
    )
    for (const { text, ms } of ofVersion.slice(0, SHOWN))
      console.log(`  ${ms} ms  ${text.replaceAll(/\s+/g, ' ').slice(0, 110)}`)
    results.push({
      points,
      versionReleased,
      gateBefore,
      released,
      approved,
      gateAfter,
      published,
      slowestStatement: slowest[0]?.ms ?? 0,
      findable,
    })
  } finally {
    await database.close()
    await jobs.close()
    await owner.close()
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
console.log(JSON.stringify({ bench: 'publish', results }))

/** A revised plan with a chapter more in front. */
async function renumberedVersion(db: Db, by: Actor, process: { id: string; municipalityId: string }) {
  const { planVersionId } = await beginRevision(db, by, { process }, new Date())
  const [id, paragraph] = [randomUUID(), randomUUID()]
  await sql`update section set position = position + 2, number = (number::int + 1)::text where plan_version_id = ${planVersionId}`.execute(
    db,
  )
  await sql`update paragraph set position = position + 2, number = number + 1 where plan_version_id = ${planVersionId}`.execute(
    db,
  )
  await sql`insert into section (municipality_id, id, lineage_id, plan_version_id, position, level, number, heading)
    values (${process.municipalityId}, ${id}, ${id}, ${planVersionId}, 0, 1, '1', 'Vooraf')`.execute(db)
  await sql`insert into paragraph (municipality_id, id, lineage_id, plan_version_id, section_id, position, number, kind, text)
    values (${process.municipalityId}, ${paragraph}, ${paragraph}, ${planVersionId}, ${id}, 1, 1, 'text', 'Dit gaat vooraf.')`.execute(
    db,
  )
}

/** Half of the contributors get a message, each answer names a part of the plan, and each contribution is about a paragraph. */
async function prepare(db: Db) {
  await sql`insert into contributor_contact (municipality_id, contributor_id, email)
    select municipality_id, id, 'inwoner-' || id || '@post.example' from contributor where abs(hashtext(id::text)) % 2 = 0`.execute(
    db,
  )
  await sql`insert into answer_section (municipality_id, answer_id, section_id)
    select municipality_id, id, sections[1 + abs(hashtext(id::text)) % cardinality(sections)]
    from answer, (select array_agg(id) as sections from section) as plan`.execute(db)
  await sql`update contribution set section_id = about.section_id, paragraph_id = about.id
    from (select array_agg(id) as ids from paragraph) as plan, paragraph as about
    where about.id = ids[1 + abs(hashtext(contribution.id::text)) % cardinality(ids)]`.execute(db)
  await sql`update point_work set chapter = section.number
    from point join contribution on contribution.id = point.contribution_id join section on section.id = contribution.section_id
    where point_work.point_id = point.id`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return Math.round(performance.now() - began)
}

/** Notes how long each statement over a connection takes. */
function timeStatements(client: pg.ClientBase, statements: Statement[]) {
  const query = client.query.bind(client)
  const timedQuery = async (text: string, ...rest: unknown[]) => {
    const began = performance.now()
    try {
      return await Reflect.apply(query, client, [text, ...rest])
    } finally {
      statements.push({ text, ms: Math.round(performance.now() - began) })
    }
  }
  Object.assign(client, { query: timedQuery })
}
