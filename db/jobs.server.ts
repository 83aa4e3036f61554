import { sql } from 'kysely'
import type { Trx } from './client.server.ts'

/** What the worker can be asked to do, with what it needs to know. Payloads carry ids, never personal data. */
export type Tasks = {
  'send-message': { municipalityId: string; notificationId: string }
  'forget-drafts': Record<string, never>
}

/** Queues a job in the act's own transaction: it exists when, and only when, the act is committed. */
export async function enqueue<Name extends keyof Tasks>(
  trx: Trx,
  task: Name,
  payload: Tasks[Name],
  { key, maxAttempts = 25 }: { key?: string; maxAttempts?: number } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json,
    job_key => ${key ?? null}::text, max_attempts => ${maxAttempts}::int)`.execute(trx)
}
