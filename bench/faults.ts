/**
 * `npm run bench:faults`: residents send reactions while the app, PostgreSQL and both are killed with `kill -9`, five times
 * each, then all of it again with a slow disk. Prints a line per round, and then how many reactions that were acknowledged are
 * missing or stored twice. Ends with an error unless both are none. `-- --careless` is shorter and lets PostgreSQL say "stored" before
 * it is, to show that this bench sees what gets lost.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '#db/client.server.ts'
import { build } from '../scripts/build.ts'
import { compareWithRegister } from '../tests/faults/compare-with-register.ts'
import { faults, postgresParts, startKillableSite, type Fault } from '../tests/faults/killable-site.ts'
import { SendingResidents } from '../tests/faults/sending-residents.ts'
import { startMailServer } from '../tests/setup/mail-server.ts'

const RESIDENTS = 16
const careless = process.argv.includes('--careless')
const TIMES = careless ? 1 : 5
/** How many reactions are acknowledged between two faults at least; then a fault comes at any moment of a second. */
const BETWEEN = 40

/** Settings of PostgreSQL; each commit waits for the disk this long, in microseconds. */
const disks = {
  usual: { commit_delay: 0, commit_siblings: 5 },
  slow: { commit_delay: 50_000, commit_siblings: 0 },
}

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
await build()
const mails = await startMailServer()
const site = await startKillableSite(folder, { SMTP_URL: mails.url })
const slug = await site.onDatabase(openProcess)
const residents = new SendingResidents({ url: site.url, slug })
let rounds = 0
let slowestReturn = 0
let differing = 0
try {
  if (careless) await site.onDatabase((db) => set(db, { synchronous_commit: 'off', wal_writer_delay: '10s' }))
  residents.start(RESIDENTS)
  for (const disk of careless ? (['usual'] as const) : (['usual', 'slow'] as const)) {
    console.log(await site.onDatabase((db) => prepareDisk(db, disk)))
    for (const fault of faults) for (let time = 0; time < TIMES; time++) await round(disk, fault, time)
  }
  await residents.stop()
  await site.onDatabase(report)
} finally {
  await site.stop()
  await mails.stop()
  await rm(folder, { recursive: true, force: true })
}
if (differing > 0) process.exitCode = 1

/** The process of the demo that is open today. */
async function openProcess(db: Db): Promise<string> {
  const { slug } = await db
    .selectFrom('process')
    .select('slug')
    .where('state', '=', 'released')
    .where('closesAt', '>', new Date())
    .executeTakeFirstOrThrow()
  return slug
}

/** Sets how quick the disk is; returns the settings that decide what survives. */
async function prepareDisk(db: Db, disk: keyof typeof disks): Promise<string> {
  await set(db, disks[disk])
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', ...Object.keys(disks[disk])]
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name = any(${names}) order by name`.execute(db)
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
  if (settings.fsync !== 'on') throw new Error('fsync is off: this would measure nothing')
  return `\ndisk: ${disk} (${rows.map(({ name, setting }) => `${name} ${setting}`).join(', ')})`
}

async function set(db: Db, settings: Record<string, string | number>) {
  for (const [name, value] of Object.entries(settings))
    await sql`alter system set ${sql.id(name)} = ${sql.lit(String(value))}`.execute(db)
  await sql`select pg_reload_conf()`.execute(db)
  // The processes read it when they hear of it.
  await sleep(200)
}

/** Kills once while residents send, and waits until they can send again. */
async function round(disk: string, fault: Fault, time: number) {
  await residents.moreAcknowledged(BETWEEN)
  await sleep(Math.random() * 1000)
  const before = { acknowledged: residents.acknowledged, ...residents.trouble }
  const part = postgresParts[time % postgresParts.length] ?? 'all'
  const began = performance.now()
  await site.kill(fault, fault === 'both' ? 'all' : part)
  await residents.moreAcknowledged(RESIDENTS)
  const returned = performance.now() - began
  slowestReturn = Math.max(slowestReturn, returned)
  const { noAnswer, busy } = residents.trouble
  const what = fault === 'postgres' ? `postgres, ${part}` : fault
  console.log(
    `${String(++rounds).padStart(2)}  ${disk.padEnd(5)}  ${what.padEnd(20)}  acknowledged before ${String(before.acknowledged).padStart(5)}` +
      `  without answer ${String(noAnswer - before.noAnswer).padStart(4)}  told to wait ${String(busy - before.busy).padStart(4)}` +
      `  sending again after ${(returned / 1000).toFixed(1).padStart(4)} s`,
  )
}

/** Compares the register with what the senders know, opens each reaction with its code, and prints what is wrong. */
async function report(db: Db) {
  const { sent, trouble, acknowledged } = residents
  const differences = await compareWithRegister(db, sent)
  const closed: string[] = []
  const codes = sent.entries()
  const open = async () => {
    for (const [n, one] of codes) if (!(await residents.opensItsReaction(one, n))) closed.push(one.text)
  }
  await Promise.all(Array.from({ length: RESIDENTS }, open))
  const strange = Object.fromEntries(trouble.strange)
  const wrong = { ...differences, codesThatOpenNothing: closed }
  for (const [name, texts] of Object.entries(wrong))
    if (texts.length > 0) console.log(`${name}: ${texts.slice(0, 10).join(' ')}${texts.length > 10 ? ' …' : ''}`)
  if (trouble.strange.size > 0) console.log('other answers:', strange)
  const counts = Object.fromEntries(Object.entries(wrong).map(([name, texts]) => [name, texts.length]))
  differing = Object.values(counts).reduce((sum, count) => sum + count, trouble.strange.size)
  const receivers = Map.groupBy(mails.received, ({ to }) => to)
  console.log(
    JSON.stringify({
      ...counts,
      ...{
        rounds,
        acknowledged,
        reactions: sent.length,
        noAnswer: trouble.noAnswer,
        toldToWait: trouble.busy,
        strange,
      },
      ...{ slowestReturnMs: Math.round(slowestReturn), mails: mails.received.length },
      mailedAgain: [...receivers.values()].filter((copies) => copies.length > 1).length,
      fsync: 'on',
    }),
  )
}
