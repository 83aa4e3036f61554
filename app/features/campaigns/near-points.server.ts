import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'

/** So many of the longest words of a point are looked for. */
const WORDS = 10
/** Of a word no more points than this are looked at: a word that so many have says little. */
const LOOKED_AT = 300
/** How many of the nearest points count. */
const NEAREST = 30
/** Points with one word in common are near when so few others have it. */
const RARE = 5

/**
 * The nearest of the points that officials gave a theme or a place in the plan: those that share words with a point, each of which counts
 * for more the fewer points have it. Each word is looked up once, to a limit, whatever the number of points that have it and that ask.
 *
 * These are tables of a `with` that has `asked` (municipality_id, process_id, point_id) before them. `said_by` (municipality_id, point_id,
 * said_id) has points with the same words together, and `nearest` (said_id, id, score, theme, paragraph, section, chapter) what is near
 * them, with the place in the plan that people read as exactly as officials said: lineage of a paragraph, id of a section, number of a chapter.
 */
export const nearestSettled = sql`
  words_of as (
    select asked.municipality_id, asked.process_id, asked.point_id, said.lexemes from asked
    cross join lateral (
      select words from point where point.municipality_id = asked.municipality_id and point.id = asked.point_id offset 0) as own
    cross join lateral (
      select array_agg(lexeme) as lexemes from (
        select lexeme from unnest(words) where char_length(lexeme) > 3
        order by char_length(lexeme) desc, lexeme limit ${WORDS}) as longest) as said
  ),
  said_by as materialized (
    select municipality_id, process_id, point_id, lexemes, dense_rank() over (order by municipality_id, process_id, lexemes) as said_id
    from words_of where lexemes is not null
  ),
  said_word as materialized (
    select said_id, municipality_id, process_id, lexeme
    from (select distinct on (said_id) * from said_by order by said_id) as each cross join lateral unnest(lexemes) as lexeme
  ),
  having_word as materialized (
    select sought.*, having_it.id, count(*) over (partition by sought.municipality_id, sought.process_id, lexeme) as points
    from (select distinct municipality_id, process_id, lexeme from said_word) as sought
    cross join lateral (
      select point.id from point
      where point.municipality_id = sought.municipality_id and point.process_id = sought.process_id and point.words @@ quote_literal(lexeme)::tsquery
      limit ${LOOKED_AT}
    ) as having_it
  ),
  settled as materialized (
    select row_number() over (order by work.id) as place, work.* from (select distinct municipality_id, id from having_word) as each
    cross join lateral (
      select municipality_id, point_id as id, theme_id::text as theme, chapter from point_work
      where point_work.municipality_id = each.municipality_id and point_work.point_id = each.id and (theme_id is not null or chapter is not null)
      offset 0) as work
  ),
  -- Numbers instead of ids, one row for each word: what follows meets each word with each point that has it.
  settled_with as materialized (
    select municipality_id, process_id, lexeme, points, array_agg(place) as places
    from having_word join settled using (municipality_id, id) group by municipality_id, process_id, lexeme, points
  ),
  near as (
    -- The point that asks has each of its words too, and says nothing of itself.
    select said_id, place, sum(1.0::float8 / (1 + points)) as score
    from said_word join settled_with using (municipality_id, process_id, lexeme) cross join lateral unnest(places) as place
    group by said_id, place having count(*) > 1 or min(points) <= ${RARE + 1}
  ),
  nearest as (
    select said_id, settled.id, score, theme, lineage_id::text as paragraph, section_id::text as section, chapter
    from (select *, row_number() over (partition by said_id order by score desc, place) as rank from near) as ranked
    join settled using (place)
    -- A point stays with the version that it was placed in; of what nobody reads any more the chapter counts.
    left join lateral (
      select now_paragraph.lineage_id, coalesce(now_paragraph.section_id, now_section.id) as section_id
      from point_place
      join plan_version as reading on reading.municipality_id = point_place.municipality_id and reading.process_id = point_place.process_id
        and reading.is_for_readers
      join section as placed on placed.municipality_id = point_place.municipality_id and placed.id = point_place.section_id
      left join section as now_section on now_section.municipality_id = placed.municipality_id and now_section.lineage_id = placed.lineage_id
        and now_section.plan_version_id = reading.id
      left join paragraph as now_paragraph on now_paragraph.municipality_id = point_place.municipality_id
        and now_paragraph.lineage_id = point_place.lineage_id and now_paragraph.plan_version_id = reading.id
      where point_place.municipality_id = settled.municipality_id and point_place.point_id = settled.id offset 0) as in_plan on true
    where rank <= ${NEAREST}
  )`

/** The words that a point shares with most of these, as they are spelled in it; at most so many. */
export async function wordsInCommon(
  db: Db,
  { municipalityId }: ProcessRef,
  pointId: string,
  { others, most, text }: { others: readonly string[]; most: number; text: string },
): Promise<string[]> {
  const { rows } = await sql<{ lexeme: string }>`
    select lexeme from point cross join lateral unnest(words) as said
    cross join lateral (
      select count(*) as points from point as other
      where other.municipality_id = ${municipalityId} and other.id = any(${[...others]}::uuid[]) and other.words @@ quote_literal(lexeme)::tsquery
    ) as shared
    where point.municipality_id = ${municipalityId} and point.id = ${pointId} and char_length(lexeme) > 3 and points > 0
    order by points desc, char_length(lexeme) desc, lexeme limit ${most}`.execute(db)
  const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, 400)
  const { rows: spelled } = await sql<{ word: string; lexeme: string }>`
    select word, lexeme from unnest(${words}::text[]) as word
    cross join lateral unnest(tsvector_to_array(to_tsvector('dutch_unaccent', word))) as lexeme`.execute(db)
  const wordOf = new Map(spelled.map(({ word, lexeme }) => [lexeme, word]))
  return rows.flatMap(({ lexeme }) => wordOf.get(lexeme) ?? [])
}
