import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { logTo } from '#app/log.server.ts'
import { openDatabase, type Database } from '#db/client.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { runJobs } from './job-runner.ts'

const { db, url } = await testDatabase()
const lines: string[] = []
let restore = () => {}
let jobs: Database
beforeEach(() => {
  restore = logTo((line) => lines.push(line))
  jobs = openDatabase(url, { work: 'jobs' })
})
afterEach(async () => {
  restore()
  await jobs.close()
})

const left = async () =>
  (await sql<{ isTaken: boolean }>`select locked_at is not null as is_taken from graphile_worker.jobs`.execute(db)).rows

test('a process that ends releases a job that does not end in time', async () => {
  const begun = Promise.withResolvers<void>()
  const endless = () => (begun.resolve(), new Promise<void>(() => {}))
  const runner = await runJobs({ pool: jobs.pool, tasks: { endless }, crontab: '', endWithinMs: 100 })
  await sql`select graphile_worker.add_job('endless', job_key => 'one')`.execute(db)
  await begun.promise
  expect(await left()).toEqual([{ isTaken: true }])
  await runner.stop()
  expect(await left()).toEqual([{ isTaken: false }])
})

test('a process that ends cancels what a long job does in the database, and the next process takes that job again', async () => {
  await sql`select graphile_worker.remove_job('one')`.execute(db)
  const own = openDatabase(url, { work: 'jobs' })
  let slept = 0
  const long = async () => {
    // As a job that goes on with the next process of a municipality when one failed.
    for (let tries = 0; tries < 3; tries++) await sql`select pg_sleep(60)`.execute(own.db).catch(() => slept++)
  }
  const sleeping = async () =>
    (
      await sql`select from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active' and pid <> pg_backend_pid()`.execute(
        db,
      )
    ).rows.length
  const runner = await runJobs({ pool: own.pool, tasks: { long }, crontab: '', endWithinMs: 100 })
  await sql`select graphile_worker.add_job('long', job_key => 'long')`.execute(db)
  await expect.poll(sleeping).toBe(1)
  const began = performance.now()
  await runner.stop()
  await own.close()
  expect(performance.now() - began).toBeLessThan(5000)
  expect([await sleeping(), slept]).toEqual([0, 3])
  expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
    expect.objectContaining({ level: 'warn', task: 'long', msg: 'a job did not end in time and was given back' }),
  )
  expect(lines.filter((line) => line.includes('"error"'))).toEqual([])

  const again = Promise.withResolvers<void>()
  const next = await runJobs({ pool: jobs.pool, tasks: { long: async () => again.resolve() }, crontab: '' })
  await again.promise
  await next.stop()
  expect(await left()).toEqual([])
})

test('a job that ends in time is done: the queue knows it before the pool may be closed', async () => {
  const own = openDatabase(url, { work: 'jobs' })
  const begun = Promise.withResolvers<void>()
  const short = async () => {
    begun.resolve()
    await sql`select pg_sleep(0.3)`.execute(own.db)
  }
  const runner = await runJobs({ pool: own.pool, tasks: { short }, crontab: '' })
  await sql`select graphile_worker.add_job('short')`.execute(db)
  await begun.promise
  await runner.stop()
  await own.close()
  expect(await left()).toEqual([])
})

test('a failed job is logged with its name and number of tries, but without its data', async () => {
  await sql`select graphile_worker.remove_job('one')`.execute(db)
  const runner = await runJobs({
    ...{ pool: jobs.pool, crontab: '' },
    tasks: {
      fails: () => Promise.reject(Object.assign(new Error('550 <jan@voorbeeld.example>'), { responseCode: 550 })),
    },
  })
  await sql`select graphile_worker.add_job('fails', '{"to":"jan@voorbeeld.example"}'::json)`.execute(db)
  await expect
    .poll(() => lines.map((line) => JSON.parse(line) as unknown), { timeout: 20_000 })
    .toContainEqual(
      expect.objectContaining({
        level: 'error',
        task: 'fails',
        attempt: 1,
        error: expect.objectContaining({ responseCode: 550 }),
      }),
    )
  await runner.stop()
  expect(lines.join('')).not.toContain('jan@')
})
