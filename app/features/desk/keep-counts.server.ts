import { sql } from 'kysely'
import { eachByItself } from '#app/each-by-itself.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { countWork, pastDays } from './count-work.server.ts'
import type { CountedDay } from './forecast.ts'

/**
 * Counts the work on each process that is not over, and once more on one that ended since: how far it is today, and how it is
 * divided. The first time also how far it was before, as far as the record says.
 */
export async function keepAllCounts(db: Db, now: Date): Promise<void> {
  const { rows } = await sql<ProcessRef>`
    select municipality_id, id from process
    where state in ('draft', 'released') or coalesce(answered_at, withdrawn_at) > coalesce((
      select max(counted_at) from work_day where work_day.municipality_id = process.municipality_id and process_id = process.id), '-infinity')`.execute(
    db,
  )
  await eachByItself(rows, (process) => inTransaction(db, (trx) => keepCounts(trx, process, now)))
}

/** Counts the work on a process and keeps that as how far it is today. */
async function keepCounts(trx: Trx, process: ProcessRef, now: Date): Promise<void> {
  const { municipalityId, id } = process
  const { day, shares } = await countWork(trx, process, now)
  const { rows } = await sql<{ isNew: boolean }>`
    select not exists (select from work_day where municipality_id = ${municipalityId} and process_id = ${id}) as is_new`.execute(
    trx,
  )
  if (rows[0]?.isNew) await keepDays(trx, process, await pastDays(trx, process, day.day), now)
  await keepDays(trx, process, [day], now)
  await trx.deleteFrom('workShare').where('municipalityId', '=', municipalityId).where('processId', '=', id).execute()
  const counts = { points: 'int', answered: 'int', checked: 'int', approved: 'int', late: 'int', stuck: 'int' }
  const columns = { kind: 'text', value: 'text', step: 'smallint', ...counts, unchangedSince: 'timestamptz' }
  const names = Object.keys(columns).map((name) => sql.ref(name))
  await sql`
    insert into work_share (municipality_id, process_id, ${sql.join(names)})
    select ${municipalityId}, ${id}, ${sql.join(names)}
    from ${givenRows(
      columns,
      shares.map((share) => ({ ...share, value: share.value ?? '' })),
    )}`.execute(trx)
}

async function keepDays(trx: Trx, { municipalityId, id }: ProcessRef, days: readonly CountedDay[], now: Date) {
  const counts = { received: 'int', split: 'int', points: 'int', answered: 'int', checked: 'int', approved: 'int' }
  const names = Object.keys(counts).map((name) => sql.ref(name))
  const renewed = Object.keys(counts).map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`)
  await sql`
    insert into work_day (municipality_id, process_id, counted_at, day, ${sql.join(names)})
    select ${municipalityId}, ${id}, ${now}, day, ${sql.join(names)} from ${givenRows({ day: 'date', ...counts }, days)}
    on conflict (municipality_id, process_id, day) do update set counted_at = excluded.counted_at, ${sql.join(renewed)}`.execute(
    trx,
  )
}
