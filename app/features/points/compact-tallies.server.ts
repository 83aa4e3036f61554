import { sql } from 'kysely'
import { inTransaction, type Db } from '#db/client.server.ts'
import { tallyColumns } from './tally-columns.ts'

const counted = sql.join(tallyColumns.map((column) => sql.ref(column)))

/** Rows that may wait to be added up: below this, reading them costs less than writing their sum. */
const LET_BE = 200

/**
 * Adds up what changes of points added to the counts, process by process, in one transaction each. It removes the rows
 * that it saw and writes their sums, so whoever adds a row meanwhile neither waits nor is lost.
 */
export async function compactTallies(db: Db): Promise<void> {
  const { rows } = await sql<{ municipalityId: string; processId: string }>`
    select municipality_id, process_id from (
      select municipality_id, process_id, count(*) - count(distinct facets) as spare from point_tally group by 1, 2
      union all
      select municipality_id, process_id, count(*) - count(distinct (field, value)) from point_tally_value group by 1, 2
    ) as counted where spare > ${LET_BE} group by 1, 2`.execute(db)
  for (const { municipalityId, processId } of rows) {
    const own = sql`municipality_id = ${municipalityId} and process_id = ${processId}`
    await inTransaction(db, async (trx) => {
      // Two workers at once would both remove the same rows, one of them in vain.
      await sql`select pg_advisory_xact_lock(hashtextextended('tally ' || ${processId}, 0))`.execute(trx)
      await sql`
        with gone as (delete from point_tally where ${own} returning *)
        insert into point_tally (municipality_id, process_id, id, ${counted}, points)
        select municipality_id, process_id, gen_random_uuid(), ${counted}, sum(points)
        from gone group by municipality_id, process_id, ${counted} having sum(points) <> 0`.execute(trx)
      await sql`
        with gone as (delete from point_tally_value where ${own} returning *)
        insert into point_tally_value
        select municipality_id, process_id, gen_random_uuid(), field, value, sum(points)
        from gone group by municipality_id, process_id, field, value having sum(points) <> 0`.execute(trx)
    })
  }
}
