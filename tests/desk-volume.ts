import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { aPlan } from './factories.ts'

/** Points of each contribution that `manyPoints` makes. */
const POINTS_EACH = 10

/**
 * Fills a process with contributions of ten points each, with values that are common and values that are rare: one in 500 is
 * by telephone, the last hundredth is late, five points in all have findings. `db` is the owner's, for it tells the database
 * how much there is.
 */
export async function manyPoints(
  db: Db,
  process: ProcessRef,
  contributions: number,
  assigneeId: string,
): Promise<void> {
  const { sections } = await aPlan(db, process)
  const own = sql`${process.municipalityId}::uuid as municipality_id, ${process.id}::uuid as process_id`
  await sql`insert into theme (municipality_id, process_id, id, position, name)
    select ${own}, gen_random_uuid(), n, 'Thema ' || n from generate_series(1, 10) as n`.execute(db)
  await sql`insert into contributor (municipality_id, process_id, id, kind, number, name)
    select ${own}, gen_random_uuid(), 'resident', n, case when n % 500 = 7 then 'Hunebed' when n % 3 = 0 then 'Jansen' else 'De Vries' end from generate_series(1, ${contributions}::int) as n`.execute(
    db,
  )
  await sql`insert into contribution (municipality_id, process_id, id, contributor_id, kind, channel, received_at, timeliness, section_id, text, split_done_at)
    select ${own}, gen_random_uuid(), id, 'reaction', case when number % 500 = 0 then 'phone' when number % 3 = 0 then 'post' else 'online' end,
      '2016-10-05'::timestamptz + number * interval '1 minute', case when number > ${contributions} * 0.99 then 'late' else 'onTime' end,
      (${sections}::uuid[])[1 + number % ${sections.length}],
      (select string_agg('Het geluid van woord' || lpad((number * 10 + n)::text, 7, '0') || case when number % 400 = 0 then ' zeldzaam.' else ' ontelbaar' end, ' ' order by n)
        from generate_series(1, ${POINTS_EACH}) as n), now()
    from contributor`.execute(db)
  // Until it knows that there are many points, the database looks for each point along all others.
  for (const few of [true, false]) {
    await sql`insert into point (municipality_id, process_id, id, contribution_id, contributor_id, number, quote_start, quote_end, created_at)
      select ${own}, gen_random_uuid(), contribution.id, contributor_id, n, (n - 1) * (length(text) + 1) / ${POINTS_EACH}, n * (length(text) + 1) / ${POINTS_EACH} - 1, now()
      from contribution join contributor on contributor.municipality_id = contribution.municipality_id and contributor.id = contributor_id
      cross join generate_series(1, ${POINTS_EACH}) as n
      where (contributor.number <= 100) = ${few}`.execute(db)
    await sql`analyze`.execute(db)
  }
  await sql`update point_work set
      theme_id = case when chance < 0.9 then theme.id end,
      assignee_id = case when chance > 0.997 then ${assigneeId}::uuid end,
      due_on = case when chance < 0.004 then '2016-11-20'::date when chance < 0.2 then '2017-01-10'::date end,
      is_released = chance > 0.5 and chance < 0.504, has_findings = chance < 0.0003, changed_since_answer = chance between 0.7 and 0.7005,
      return_id = case when chance between 0.6 and 0.6004 then gen_random_uuid() end
    from (select point_id, random() as chance from point_work) as given join theme on theme.position = 1 + floor(given.chance * given.chance * 10)
    where point_work.municipality_id = ${process.municipalityId} and point_work.point_id = given.point_id`.execute(db)
  await sql`insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
    select ${own}, id, case when number % 10 = 9 then 'adopted' else 'noted' end, 'Wij hebben het gemeten.', now()
    from point where number > 6`.execute(db)
  await sql`insert into answer_point (municipality_id, process_id, answer_id, point_id) select ${own}, id, id from answer`.execute(
    db,
  )
  await sql`vacuum analyze`.execute(db)
}
