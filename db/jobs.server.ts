import { sql } from 'kysely'
import type { Trx } from './client.server.ts'

/** What an act can ask the worker to do, with what it needs to know. Payloads carry ids, never personal data. */
export type Tasks = {
  'search-words': { municipalityId: string; processId: string }
}

/** With the pauses in between this takes days. */
const MAX_ATTEMPTS = 25

/** Queues a job for each payload in the act's own transaction: they exist when, and only when, the act is committed. */
export async function enqueue<Name extends keyof Tasks>(trx: Trx, task: Name, payloads: readonly Tasks[Name][]): Promise<void> {
  await sql`
    select graphile_worker.add_job(${task}, payload::json, max_attempts => ${MAX_ATTEMPTS}::int)
    from unnest(${payloads.map((payload) => JSON.stringify(payload))}::text[]) as queued (payload)`.execute(trx)
}
