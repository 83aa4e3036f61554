import { sql, type RawBuilder } from 'kysely'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'

/** Counts how far the work on a process is. What has a formal state is counted apart. */
export async function workCounts(db: Db, { municipalityId, id }: ProcessRef): Promise<WorkCounts> {
  const of = (table: RawBuilder<unknown>) =>
    sql`from ${table} where municipality_id = ${municipalityId} and process_id = ${id}`
  const { rows } = await sql<WorkCounts>`
    select given.*, work.*,
      (select count(*)::int ${of(sql`theme`)}) as themes
    from (select count(*) filter (where formal_state is null)::int as contributions,
        count(split_done_at) filter (where formal_state is null)::int as split, count(formal_state)::int as set_aside ${of(sql`contribution`)}) as given,
      (select count(*)::int as points, count(disposition)::int as answered ${of(sql`point_work`)} and not is_set_aside) as work`.execute(
    db,
  )
  return rows[0] ?? { contributions: 0, split: 0, setAside: 0, points: 0, answered: 0, themes: 0 }
}
