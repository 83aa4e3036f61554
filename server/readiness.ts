import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '#db/client.server.ts'

/** A proxy or monitor that asks gets an answer within this time. */
const PATIENCE_MS = 2_000

/**
 * Whether this process can serve: it is not ending, and the database and the queues of messages and jobs answer. It has
 * a connection of its own, so it answers while visitors wait for theirs; requests at the same moment share one query.
 */
export function readiness({ db }: Database, draining: AbortSignal): () => Promise<boolean> {
  let asking: Promise<boolean> | null = null
  const ask = async () => {
    try {
      const answered = sql`select exists (select from notification), exists (select from graphile_worker.jobs)`
        .execute(db)
        .then(() => true)
      return await Promise.race([answered, sleep(PATIENCE_MS, false, { ref: false })])
    } catch {
      return false
    } finally {
      asking = null
    }
  }
  return async () => !draining.aborted && (await (asking ??= ask())) && !draining.aborted
}
