import { sql, type RawBuilder } from 'kysely'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import { tallyByState } from '#app/features/points/work-tally.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'

/** Counts how far the work on a process is. What has a formal state is counted apart. */
export async function workCounts(db: Db, process: ProcessRef): Promise<WorkCounts> {
  const of = (table: RawBuilder<unknown>) =>
    sql`from ${table} where municipality_id = ${process.municipalityId} and process_id = ${process.id}`
  const [{ rows }, states] = await Promise.all([
    sql<Omit<WorkCounts, 'points' | 'answered'>>`
      select count(*) filter (where formal_state is null)::int as contributions,
        count(split_done_at) filter (where formal_state is null)::int as split, count(formal_state)::int as set_aside,
        (select count(*)::int ${of(sql`theme`)}) as themes
      ${of(sql`contribution`)}`.execute(db),
    tallyByState(db, process),
  ])
  const counted = states.filter(({ state }) => state !== 'setAside')
  return {
    ...(rows[0] ?? { contributions: 0, split: 0, setAside: 0, themes: 0 }),
    points: counted.reduce((sum, { points }) => sum + points, 0),
    answered: counted.reduce((sum, { decided }) => sum + decided, 0),
  }
}
