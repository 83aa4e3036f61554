import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** So many of the longest words of a point are looked for. */
const WORDS = 10
/** Of a word no more points than this are looked at: a word that so many have says little. */
const LOOKED_AT = 300
/** How many of the nearest points count. */
const NEAREST = 30
/** Points with one word in common are near when so few others have it. */
const RARE = 5

type SettledPoint = {
  pointId: string
  theme: string | null
  /** Where it belongs in the plan, as exactly as officials said: lineage of a paragraph, id of a section, number of a chapter. */
  paragraph: string | null
  section: string | null
  chapter: string | null
  score: number
}

/**
 * The nearest of the points that officials gave a theme or a place in the plan: those that share words with a point, each of which counts
 * for more the fewer points have it. Each word is looked up by itself, to a limit, whatever the number of points.
 */
export async function nearSettledPoints(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointId: string,
): Promise<SettledPoint[]> {
  const { rows } = await sql<SettledPoint>`
    with word as materialized (
      select lexeme from point cross join lateral unnest(words) as said
      where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = ${pointId} and char_length(lexeme) > 3
      order by char_length(lexeme) desc, lexeme limit ${WORDS}
    ),
    having_word as (
      select lexeme, found.id, count(*) over (partition by lexeme) as points
      from word cross join lateral (
        select point.id from point
        where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.words @@ quote_literal(lexeme)::tsquery
        limit ${LOOKED_AT}
      ) as found
      where found.id <> ${pointId}
    ),
    near as (
      select id, sum(1.0 / (2 + points)) as score from having_word
      group by id having count(*) > 1 or min(points) <= ${RARE}
    )
    select point_work.point_id, point_work.theme_id as theme, lineage_id as paragraph, section_id as section, chapter, score::float8 as score
    from near
    join point_work on point_work.municipality_id = ${municipalityId} and point_work.point_id = near.id
    left join point_place on point_place.municipality_id = point_work.municipality_id and point_place.point_id = point_work.point_id
    where point_work.theme_id is not null or point_work.chapter is not null
    order by score desc, point_work.point_id limit ${NEAREST}`.execute(db)
  return rows
}

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
