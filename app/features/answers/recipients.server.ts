import { sql } from 'kysely'
import type { Recipient, RecipientsQuery } from '#app/features/contributions/recipients.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

const all = (process: ProcessRef, queries: readonly RecipientsQuery[]) =>
  sql.join(
    queries.map((query) => query(process)),
    sql` union all `,
  )

/** The recipients of all contributors that have a number, in its order. */
export async function recipientsOf(
  db: Db | Trx,
  process: ProcessRef,
  queries: readonly RecipientsQuery[],
): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select * from (${all(process, queries)}) as recipient where number is not null order by number, email`.execute(db)
  return rows
}

/** How many messages there will be. */
export async function countRecipients(
  db: Db | Trx,
  process: ProcessRef,
  queries: readonly RecipientsQuery[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${all(process, queries)}) as recipient`.execute(db)
  return rows[0]?.count ?? 0
}
