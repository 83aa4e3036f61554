import { sql } from 'kysely'
import type { Db } from '#db/client.server.ts'
import { aPlan } from '#tests/factories.ts'

/** As many as the busiest consultation had; their reactions make 165,000 points. */
const CONTRIBUTORS = 9362

/** Fills a process with reactions of eighteen sentences, each a point with a theme; of ten of them `part` are answered. */
export async function fillProcess(db: Db, { part = 7 }: { part?: number } = {}): Promise<{ sections: string[] }> {
  const process = await db.selectFrom('process').select(['id', 'municipalityId']).executeTakeFirstOrThrow()
  const { sections } = await aPlan(db, process)
  const own = sql`${process.municipalityId}::uuid as municipality_id, ${process.id}::uuid as process_id`
  await sql`insert into theme (municipality_id, process_id, id, position, name)
    select ${own}, gen_random_uuid(), n, 'Thema ' || n from generate_series(1, 20) as n`.execute(db)
  await sql`insert into contributor (municipality_id, process_id, id, kind, number)
    select ${own}, gen_random_uuid(), 'resident', n from generate_series(1, ${CONTRIBUTORS}::int) as n`.execute(db)
  await sql`insert into contribution (municipality_id, process_id, id, contributor_id, ordinal, kind, channel, received_at, timeliness, section_id, text, split_done_at)
    select ${own}, gen_random_uuid(), id, 1, 'reaction', 'online', '2016-10-05'::timestamptz + random() * interval '40 days', 'onTime', ${sections[0]}::uuid,
      (select string_agg('Ik maak mij zorgen over het geluid van vliegtuigen boven ons dorp. ', '') from generate_series(1, 18)), now()
    from contributor`.execute(db)
  await sql`insert into point (municipality_id, process_id, id, contribution_id, contributor_id, number, quote_start, quote_end, created_at)
    select ${own}, gen_random_uuid(), contribution.id, contributor_id, n, (n - 1) * 68, n * 68 - 1, now()
    from contribution cross join generate_series(1, 17 + (abs(hashtext(contribution.id::text)) % 2)) as n`.execute(db)
  await sql`update point_work set theme_id = theme.id
    from point join theme on theme.position = 1 + point.number
    where point_work.point_id = point.id`.execute(db)
  await sql`insert into notification (municipality_id, id, message_key, template, data, state, due_at, created_at)
    select municipality_id, gen_random_uuid(), 'receipt:' || id, 'receipt', '{}', 'sent', null, now() from contribution`.execute(
    db,
  )
  // A point and its answer share an id here, which saves a statement that would link them.
  await sql`insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
    select ${own}, id, (array['adopted', 'partlyAdopted', 'notAdopted', 'noted'])[1 + number % 4], 'Wij hebben het geluid gemeten en passen de route aan.', now()
    from point where abs(hashtext(id::text)) % 10 < ${part}::int`.execute(db)
  await sql`insert into answer_point (municipality_id, process_id, answer_id, point_id) select ${own}, id, id from answer`.execute(
    db,
  )
  await sql`vacuum analyze`.execute(db)
  return { sections }
}
