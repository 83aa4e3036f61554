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
