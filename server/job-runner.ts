import { EventEmitter } from 'node:events'
import { Logger, run, type TaskList, type WorkerPool } from 'graphile-worker'
import type { Pool } from 'pg'
import { log } from '#app/log.server.ts'
import { within } from './drain.ts'

/** How long a running job gets when the process ends; after that it is released, and another process takes it. */
const JOBS_END_WITHIN_MS = 10_000
const RELEASED_WITHIN_MS = 5_000

/**
 * Errors only: what goes well is in the record. The library's own text is left out, because it holds the error message,
 * which may hold an address.
 */
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

/**
 * Runs jobs, four at once, until it is stopped: running jobs may then end, and those that do not end in time are
 * released.
 */
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
      // Not `runner.kill()`, which does nothing after a stop.
      for (const worker of workers)
        await within(RELEASED_WITHIN_MS, Promise.resolve(worker.forcefulShutdown('the process ends')))
      await runner.promise.catch(() => {})
    },
  }
}
