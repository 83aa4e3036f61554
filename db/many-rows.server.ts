import { sql } from 'kysely'
import type { Trx } from './client.server.ts'

/**
 * Prepares the rest of this transaction for statements on very many rows: each step may use up to 64 MB before it writes to disk. Only for acts
 * of which few run at the same time.
 */
export async function workInMemory(trx: Trx): Promise<void> {
  await sql`set local work_mem = '64MB'`.execute(trx)
}

/** From so many rows on, looking each up by itself takes longer than going through a table once. */
const MANY = 10_000

/**
 * Tells the database that the statements of the rest of this transaction are about so many rows, where it would think that there are few:
 * it takes any list of ids that a statement gives for ten. No joining statement with a kept plan may follow: it would stay as it was made here.
 */
export async function expectRows(trx: Trx, count: number): Promise<void> {
  if (count > MANY) await sql`set local enable_nestloop = off`.execute(trx)
}
