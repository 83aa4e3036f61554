import { sql } from 'kysely'
import { insideWords } from '#app/features/answers/inside-words.server.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'

/** Why an answer stands beside a point: of the same campaign, the same theme, or words that both points have. */
export type WhyRelated = { campaign: boolean; theme: boolean; words: string[] }

export type RelatedAnswer = {
  /** A point that has it. */
  pointId: string
  number: string
  /** What that point says. */
  words: string
  answerId: string
  /** Number of its text among those that it had. */
  version: number
  disposition: Decision
  reply: string
  why: WhyRelated
}

/** How many answers are shown. */
const SHOWN = 6
/** Of a word that stands in more points than this no more are looked at. */
const LOOKED_AT = 200
/** How many words of the point are looked for. */
const WORDS = 12
/** Of one theme or campaign so many points are looked at, the first in order, and so many answered ones of these count. */
const LOOKED_AT_OF_ONE_KIND = 1000
const OF_ONE_KIND = 60

/**
 * Answers that may serve for a point: of points of its campaign and theme, and of those that share its rarest words, whatever the
 * number of points: each word is looked up by itself, to a limit, and counts for more the fewer points have it. An answer is
 * shown once, with the point that is most like this one.
 */
export async function relatedAnswers(db: Db, process: ProcessRef, pointId: string): Promise<RelatedAnswer[]> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<{
    pointId: string
    number: string
    answerId: string
    version: number
    disposition: Decision
    reply: string
    campaign: boolean
    theme: boolean
    lexemes: string[]
  }>`
    with here as (
      select point_id, theme_id, campaign_id, place from point_work
      where municipality_id = ${municipalityId} and process_id = ${processId} and point_id = ${pointId}
    ),
    word as materialized (
      select lexeme from point cross join lateral unnest(words) as said
      where point.municipality_id = ${municipalityId} and point.id = ${pointId} and char_length(lexeme) > 2
      order by char_length(lexeme) desc, lexeme limit ${WORDS}
    ),
    having_word as (
      select lexeme, found.id, count(*) over (partition by lexeme) as points
      from word cross join lateral (
        select point.id from point
        where point.municipality_id = ${municipalityId} and point.process_id = ${processId}
          and point.words @@ quote_literal(lexeme)::tsquery
        limit ${LOOKED_AT}
      ) as found
      where found.id <> ${pointId}
    ),
    alike as (
      select id, sum(1.0 / (2 + points)) as score, array_agg(lexeme order by points, lexeme) as lexemes
      from having_word group by id
    ),
    of_theme as (
      select other.point_id as id from here cross join lateral (
        select point_id, disposition from point_work
        where municipality_id = ${municipalityId} and process_id = ${processId} and theme_id = here.theme_id
        order by place limit ${LOOKED_AT_OF_ONE_KIND}
      ) as other
      where other.disposition is not null and other.point_id <> here.point_id limit ${OF_ONE_KIND}
    ),
    of_campaign as (
      select other.point_id as id from here cross join lateral (
        select point_id, disposition from point_work
        where municipality_id = ${municipalityId} and process_id = ${processId} and campaign_id = here.campaign_id
        order by place limit ${LOOKED_AT_OF_ONE_KIND}
      ) as other
      where other.disposition is not null and other.point_id <> here.point_id limit ${OF_ONE_KIND}
    ),
    candidate as (
      select id from alike union select id from of_theme union select id from of_campaign
    ),
    ranked as (
      select distinct on (answer_point.answer_id) answer_point.answer_id, candidate.id, coalesce(alike.lexemes, '{}') as lexemes,
        coalesce(other.campaign_id = here.campaign_id, false) as campaign, coalesce(other.theme_id = here.theme_id, false) as theme,
        coalesce(alike.score, 0) + case when other.campaign_id = here.campaign_id then 1 else 0 end
          + case when other.theme_id = here.theme_id then 0.1 else 0 end as score
      from candidate
      cross join here
      -- Each is looked up by itself: of a few thousand the database would read all answers to compare.
      cross join lateral (
        select answer_id from answer_point
        where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = candidate.id offset 0) as answer_point
      cross join lateral (
        select campaign_id, theme_id from point_work
        where point_work.municipality_id = ${municipalityId} and point_work.point_id = candidate.id offset 0) as other
      left join alike on alike.id = candidate.id
      where not exists (select from answer_point as own where own.municipality_id = ${municipalityId} and own.point_id = ${pointId}
        and own.answer_id = answer_point.answer_id)
      order by answer_point.answer_id, score desc, candidate.id
    ),
    shown as materialized (
      select * from ranked order by score desc, id limit ${SHOWN}
    )
    select shown.id as point_id, shown.answer_id, lexemes, campaign, theme, answer.decision as disposition, answer.reply,
      (select max(answer_version.number) from answer_version where answer_version.municipality_id = ${municipalityId}
        and answer_version.answer_id = answer.id) as version,
      concat_ws('.', contributor.number, point.number) as number
    from shown
    join answer on answer.municipality_id = ${municipalityId} and answer.id = shown.answer_id
    join point on point.municipality_id = ${municipalityId} and point.id = shown.id
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = ${municipalityId} and contributor.id = contribution.contributor_id
    order by score desc, shown.id`.execute(db)
  const texts = await insideWords(db, process, [pointId, ...rows.map((row) => row.pointId)])
  const spelled = await spelledIn(db, texts.get(pointId)?.words ?? '')
  return rows.map(({ campaign, theme, lexemes, ...row }) => ({
    ...row,
    words: texts.get(row.pointId)?.words ?? '',
    why: { campaign, theme, words: lexemes.slice(0, 3).map((lexeme) => spelled.get(lexeme) ?? lexeme) },
  }))
}

/** How the words that a search knows are spelled in a text. */
async function spelledIn(db: Db, text: string): Promise<ReadonlyMap<string, string>> {
  const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, 400)
  const { rows } = await sql<{ word: string; lexeme: string }>`
    select word, lexeme from unnest(${words}::text[]) as word
    cross join lateral unnest(tsvector_to_array(to_tsvector('dutch_unaccent', word))) as lexeme`.execute(db)
  return new Map(rows.map(({ word, lexeme }) => [lexeme, word]))
}
