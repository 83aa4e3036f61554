import { sql, type RawBuilder } from 'kysely'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'

/** Counts how far the work on a process is. */
export async function workCounts(db: Db, { municipalityId, id }: ProcessRef): Promise<WorkCounts> {
  const of = (table: RawBuilder<unknown>) =>
    sql`from ${table} where municipality_id = ${municipalityId} and process_id = ${id}`
  const { rows } = await sql<WorkCounts>`
    select (select count(*)::int ${of(sql`contribution`)}) as contributions,
      (select count(split_done_at)::int ${of(sql`contribution`)}) as split,
      (select count(*)::int ${of(sql`point`)}) as points,
      (select count(*)::int ${of(sql`answer_point`)}) as answered,
      (select count(*)::int ${of(sql`theme`)}) as themes`.execute(db)
  return rows[0] ?? { contributions: 0, split: 0, points: 0, answered: 0, themes: 0 }
}
