import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run, type TaskList } from 'graphile-worker'
import type { Pool, PoolClient } from 'pg'
import { log } from '#app/log.server.ts'
import { within } from './drain.ts'

/** How long a running job gets when the process ends; after that it is released, and another process takes it. */
const JOBS_END_WITHIN_MS = 10_000
const RELEASED_WITHIN_MS = 5_000
const LOOK_AGAIN_MS = 100

/** Why a job was given back to the queue. */
class DidNotEnd extends Error {}

/**
 * Errors only: what goes well is in the record. The library's own text is left out, because it holds the error message,
 * which may hold an address.
 */
const quietLogger = new Logger(() => (level, _, meta) => {
  if (level !== 'error') return
  const job: unknown = meta?.job
  const known = typeof job === 'object' && job !== null ? { ...job } : {}
  const facts = {
    ...('task_identifier' in known && typeof known.task_identifier === 'string' ? { task: known.task_identifier } : {}),
    ...('attempts' in known && typeof known.attempts === 'number' ? { attempt: known.attempts } : {}),
  }
  if (meta?.error instanceof DidNotEnd) return log.warn('a job did not end in time and was given back', facts)
  log.error(
    meta?.failure ? 'a job failed and will be tried again' : 'the worker of the jobs met an error',
    meta?.error,
    facts,
  )
})

type Options = { pool: Pool; tasks: TaskList; crontab: string; endWithinMs?: number }

/**
 * Runs jobs, four at once, until it is stopped: running jobs may then end. Those that do not end in time are given back
 * to the queue, for the next process that takes jobs, and their statements are cancelled; what they do after that counts
 * for nothing. `pool` is for jobs alone, and can be closed once it is stopped.
 */
export async function runJobs({
  pool,
  tasks,
  crontab,
  endWithinMs = JOBS_END_WITHIN_MS,
}: Options): Promise<{ stop(): Promise<void> }> {
  const backends = backendsOf(pool)
  const late = new AbortController()
  const runner = await run({
    pgPool: pool,
    taskList: untilLate(tasks, late.signal),
    concurrency: 4,
    noHandleSignals: true,
    crontab,
    logger: quietLogger,
  })
  return {
    async stop() {
      // It may have stopped by itself, when the database went away.
      const ended = Promise.all([runner.stop(), runner.promise]).catch(() => {})
      if (!(await within(endWithinMs, ended))) {
        late.abort(new DidNotEnd('the process ends'))
        await within(RELEASED_WITHIN_MS, ended)
      }
      // The library does not wait until the queue knows what became of a job, and would tell it to a pool that is closed.
      for (let looked = 0; isBusy(pool) && looked < RELEASED_WITHIN_MS; looked += LOOK_AGAIN_MS) {
        if (late.signal.aborted) await cancelJobs(pool, backends)
        await sleep(LOOK_AGAIN_MS)
      }
    },
  }
}

/** The tasks, each of which ends with the reason of the signal when that comes first. */
function untilLate(tasks: TaskList, late: AbortSignal): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload, helpers) => {
        late.throwIfAborted()
        const { promise: isLate, reject } = Promise.withResolvers<never>()
        const end = () => reject(late.reason as Error)
        late.addEventListener('abort', end)
        try {
          await Promise.race([task?.(payload, helpers), isLate])
        } finally {
          late.removeEventListener('abort', end)
        }
      },
    ]),
  )
}

/** The ids of the processes of PostgreSQL that serve the connections of a pool, kept up to date. */
function backendsOf(pool: Pool): ReadonlySet<number> {
  const backends = new Set<number>()
  const idOf = (client: PoolClient) => ('processID' in client ? Number(client.processID) : 0)
  pool.on('connect', (client) => backends.add(idOf(client)))
  pool.on('remove', (client) => backends.delete(idOf(client)))
  return backends
}

const isBusy = (pool: Pool) => pool.totalCount > pool.idleCount || pool.waitingCount > 0

/** Cancels what jobs do in the database, and not what tells the queue about them. */
async function cancelJobs(pool: Pool, backends: ReadonlySet<number>): Promise<void> {
  await pool
    .query(
      `select pg_cancel_backend(pid) from pg_stat_activity
      where pid = any($1) and pid <> pg_backend_pid() and state = 'active' and query not like '%graphile_worker%'`,
      [[...backends]],
    )
    .catch((error: unknown) => log.error('a job that did not end could not be cancelled', error))
}
