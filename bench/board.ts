/**
 * `npm run bench:board`: how soon a move on one tablet is visible on all others, with sixty tablets that follow, spread
 * over two processes of the site. Beside it how long the form itself takes, and a notice through PostgreSQL alone.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { openSession as logIn } from '#app/features/accounts/session.server.ts'
import { addGroup, changeGroup } from '#app/features/rankings/change-groups.server.ts'
import { openRanking } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { noticesOf } from '#db/notices.server.ts'
import { aMunicipality, anActor, aProcess } from '#tests/factories.ts'
import { build } from '../scripts/build.ts'
import { startInstallation } from '../server/start.ts'
import { openScreen, print, type Screen } from './measuring.ts'

const TABLETS = 60
const MOVES = 200

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
await build()
const cluster = await startCluster(folder)
const database = openDatabase(cluster.url)
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
const sites = [await startInstallation(config, { demo: false }), await startInstallation(config, { demo: false })]
const municipality = await aMunicipality(db)
const stopping: (() => void)[] = []
try {
  for (const groupCount of [20, 1]) await measure(groupCount)
  await measureNotices()
} finally {
  for (const stop of stopping) stop()
  for (const site of sites) await site.stop()
  await database.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

/**
 * Sixty tablets in this many groups. Moves are made one at a time, each after all tablets of its group have the one
 * before.
 */
async function measure(groupCount: number) {
  const now = new Date()
  const process = await aProcess(db, municipality, { state: 'draft' })
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  await createRanking(db, clerk, { processSlug: process.slug }, now)
  const topics = await addTopics(
    db,
    clerk,
    { process, topics: Array.from({ length: 10 }, (_, n) => ({ name: `Onderwerp ${n}` })) },
    now,
  )
  const groups: { path: string; cookies: string[]; tablets: Screen[]; version: number }[] = []
  for (let n = 0; n < groupCount; n++) {
    const { id } = await addGroup(db, clerk, { process, name: `Groep ${n}` }, now)
    const members = []
    for (let m = 0; m < TABLETS / groupCount; m++)
      members.push(await anActor(db, municipality, { role: 'councilMember' }))
    await changeGroup(
      db,
      clerk,
      { process, groupId: id, name: `Groep ${n}`, memberIds: members.map((member) => member.id) },
      now,
    )
    const cookies = []
    for (const member of members)
      cookies.push(
        (await logIn({ pool, secure: false, municipalityId: municipality.id }, member.id, '')).split(';')[0] ?? '',
      )
    groups.push({
      path: `/raad/ranglijsten/${process.slug}/groep/${id}`,
      cookies,
      tablets: cookies.map(() => []),
      version: 0,
    })
  }
  await openRanking(db, clerk, { process }, now)
  const listening = groups.flatMap(({ path: board, cookies, tablets }) =>
    tablets.map((tablet, n) =>
      openScreen(`${sites[n % 2]?.url}${board}/live`, { cookie: cookies[n] ?? '' }, tablet, stopping),
    ),
  )
  await Promise.all(listening)

  const reached: number[] = []
  const answered: number[] = []
  for (let move = 0; move < MOVES; move++) {
    const group = groups[move % groups.length]
    if (!group) continue
    const body = new URLSearchParams({
      act: 'placeTopic',
      topicId: topics[Math.floor(move / groups.length) % 7] ?? '',
      rank: String(1 + (Math.floor(move / groups.length) % 5)),
      key: randomUUID(),
    })
    const began = performance.now()
    const cookie = group.cookies[move % group.cookies.length] ?? ''
    const response = await fetch(`${sites[move % 2]?.url}${group.path}/zet`, {
      method: 'POST',
      body,
      headers: { cookie },
    })
    const { shown }: { shown: { version: number } } = await response.json()
    const { version } = shown
    answered.push(performance.now() - began)
    // Placing a topic where it already is changes nothing, so no notice is sent.
    if (version === group.version) continue
    group.version = version
    const shownAt = (tablet: Screen) => tablet.find((view) => view.version >= version)?.at
    while (!group.tablets.every(shownAt)) await new Promise((resolve) => setTimeout(resolve, 1))
    reached.push(Math.max(...group.tablets.map((tablet) => shownAt(tablet) ?? 0)) - began)
  }
  console.log(
    `\n${TABLETS} tablets in ${groupCount === 1 ? '1 group' : `${groupCount} groups`}, ${MOVES} moves: milliseconds p50 / p95 / p99 / slowest`,
  )
  print('the form is answered', answered)
  print('all tablets of the group show it', reached)
}

async function measureNotices() {
  const took: number[] = []
  let received = () => {}
  noticesOf(pool).listen('bench', () => received())
  await new Promise<void>((resolve) => (received = resolve))
  for (let n = 0; n < MOVES; n++) {
    const began = performance.now()
    const arrived = new Promise<void>((resolve) => (received = resolve))
    await sql`select pg_notify('bench', '')`.execute(db)
    await arrived
    took.push(performance.now() - began)
  }
  console.log('\nfor comparison:')
  print('arrived and received through PostgreSQL alone', took)
}
