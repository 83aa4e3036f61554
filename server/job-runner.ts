import { EventEmitter } from 'node:events'
import { Logger, run, type TaskList, type WorkerPool } from 'graphile-worker'
import type { Pool } from 'pg'
import { log } from '#app/log.server.ts'
import { within } from './drain.ts'

/** A job that is at work when the process ends gets this long, and is given back after it: another process takes it up. */
const JOBS_END_WITHIN_MS = 10_000
const GIVEN_BACK_WITHIN_MS = 5_000

/** Errors only: what goes right is in the record. Its words hold those of the error, which may hold an address. */
const quietLogger = new Logger(() => (level, _, meta) => {
  if (level !== 'error') return
  const job: unknown = meta?.job
  const facts = typeof job === 'object' && job !== null ? { ...job } : {}
  log.error(
    meta?.failure ? 'a job failed and will be tried again' : 'the worker of the jobs met an error',
    meta?.error,
    {
      ...('task_identifier' in facts && typeof facts.task_identifier === 'string'
        ? { task: facts.task_identifier }
        : {}),
      ...('attempts' in facts && typeof facts.attempts === 'number' ? { attempt: facts.attempts } : {}),
    },
  )
})

type Options = { pool: Pool; tasks: TaskList; crontab: string; endWithinMs?: number }

/** Does jobs, four at once, until it is stopped: then jobs may end, and those that do not are given back. */
export async function runJobs({
  pool,
  tasks,
  crontab,
  endWithinMs = JOBS_END_WITHIN_MS,
}: Options): Promise<{ stop(): Promise<void> }> {
  const events = new EventEmitter()
  const workers: WorkerPool[] = []
  events.on('pool:create', ({ workerPool }: { workerPool: WorkerPool }) => workers.push(workerPool))
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    concurrency: 4,
    noHandleSignals: true,
    crontab,
    logger: quietLogger,
    events,
  })
  return {
    async stop() {
      if (await within(endWithinMs, runner.stop())) return
      // Not `runner.kill()`: after a stop that does nothing.
      for (const worker of workers)
        await within(GIVEN_BACK_WITHIN_MS, Promise.resolve(worker.forcefulShutdown('the process ends')))
      await runner.promise.catch(() => {})
    },
  }
}
