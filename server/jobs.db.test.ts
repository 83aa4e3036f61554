import { parseCrontab } from 'graphile-worker'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readConfig } from '#app/config.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { crontab, startWorker, tasksOf } from './jobs.ts'

const database = await testDatabase()
const config = { smtpUrl: null, baseUrl: null, port: 3000 }

test('every task on the calendar is one that we know, and runs with nothing to do', async () => {
  const tasks = tasksOf({ ...database, close: async () => {} }, config, () => new Date('2016-11-08T10:30:00+01:00'))
  const planned = parseCrontab(crontab).map(({ task }) => task)
  expect(planned).toEqual(['forget-drafts', 'erase-registrations', 'send-last-versions', 'remind-participants', 'remind-partners'])
  for (const task of planned) await tasks[task]?.({}, undefined as never)
  expect(await database.db.selectFrom('notification').select('id').execute()).toEqual([])
})

test('a process that ends gives back a job that goes on, and waits for it no longer than it may', async () => {
  const jobs = openDatabase(database.url, { work: 'jobs' })
  const worker = await startWorker(jobs, readConfig({}), () => new Date(), { endWithinMs: 100 })
  const job = async () => (await sql<{ isTaken: boolean }>`select locked_at is not null as is_taken from graphile_worker.jobs`.execute(database.db)).rows
  // What it has to delete is kept from it until the worker is gone.
  await database.asOwner().db.transaction().execute(async (trx) => {
    await sql`lock table reaction_draft in access exclusive mode`.execute(trx)
    await sql`select graphile_worker.add_job('forget-drafts')`.execute(database.db)
    await expect.poll(job, { timeout: 20_000 }).toEqual([{ isTaken: true }])
    await worker.stop()
    expect(await job()).toEqual([{ isTaken: false }])
  })
  await jobs.close()
})
