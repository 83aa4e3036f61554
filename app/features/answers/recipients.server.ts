import { sql } from 'kysely'
import type { Recipient, RecipientsQuery } from '#app/features/contributions/recipients.server.ts'
import type { Round } from '#app/features/contributions/round.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { takenBy } from './publications.server.ts'

/** All recipients that the rooms know of in a process, as one query. */
export const allRecipients = (process: ProcessRef, queries: readonly RecipientsQuery[]) =>
  sql.join(
    queries.map((query) => query(process)),
    sql` union all `,
  )

/** The recipients of all contributors of whom something became public with a publication, in order of their numbers. */
export async function recipientsOf(
  db: Db | Trx,
  process: ProcessRef,
  publicationId: string,
  queries: readonly RecipientsQuery[],
): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select * from (${allRecipients(process, queries)}) as recipient
    where number is not null and contributor_id in (
      select contributor_id from contribution
      where municipality_id = ${process.municipalityId} and process_id = ${process.id} and publication_id = ${publicationId})
    order by number, email`.execute(db)
  return rows
}

/** How many messages about their own there will be when these sources are published. */
export async function countRecipients(
  db: Db | Trx,
  process: ProcessRef,
  sources: readonly Round[],
  queries: readonly RecipientsQuery[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${allRecipients(process, queries)}) as recipient
    where contributor_id in (
      select contributor_id from contribution
      where municipality_id = ${process.municipalityId} and process_id = ${process.id} and ${takenBy(sources).contributions})`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
