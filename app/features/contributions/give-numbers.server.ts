import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'

/**
 * Gives numbers to the contributors of all processes that have none yet. Whoever registers something neither waits for it
 * nor counts; doing it twice, or twice at once, gives nobody a second number.
 */
export async function giveAllNumbers(db: Db): Promise<void> {
  const { rows } = await sql<{ municipalityId: string; id: string }>`
    select municipality_id, process_id as id from contributor where number is null
    union select municipality_id, process_id from contribution where ordinal is null`.execute(db)
  for (const process of rows) await inTransaction(db, (trx) => giveNumbers(trx, process))
}

/**
 * Gives each contributor of a process without a number the next one, in order of registration, and each contribution of someone
 * who gave something before its place among these. What has a number keeps it.
 */
export async function giveNumbers(trx: Trx, { municipalityId, id }: ProcessRef): Promise<void> {
  // One at a time, so that no number is given twice or left out. It holds nothing that someone who registers needs.
  await sql`select pg_advisory_xact_lock(hashtext('contributor_number'), hashtext(${id}::text))`.execute(trx)
  // First contributions and then contributors, each in order of id, as `finishSplits` holds them: so none waits for the other.
  await sql`
    with fresh as materialized (
      select id, contributor_id from contribution
      where municipality_id = ${municipalityId} and process_id = ${id} and ordinal is null order by id for no key update
    ),
    given as (
      select id, row_number() over (partition by contributor_id order by id) + coalesce((
        select max(ordinal) from contribution as earlier
        where earlier.municipality_id = ${municipalityId} and earlier.contributor_id = fresh.contributor_id), 0) as ordinal
      from fresh
    )
    update contribution set ordinal = given.ordinal from given
    where contribution.municipality_id = ${municipalityId} and contribution.id = given.id`.execute(trx)
  await sql`
    with fresh as materialized (
      select id from contributor
      where municipality_id = ${municipalityId} and process_id = ${id} and number is null order by id for no key update
    ),
    given as (
      select id, row_number() over (order by id) + coalesce((
        select max(number) from contributor where municipality_id = ${municipalityId} and process_id = ${id}), 0) as number
      from fresh
    )
    update contributor set number = given.number from given
    where contributor.municipality_id = ${municipalityId} and contributor.id = given.id`.execute(trx)
}
