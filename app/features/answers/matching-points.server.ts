import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { searchQuestion } from '#app/features/processes/search-words.ts'
import { askedNumber, type ProcessedFilter } from './processed-filter.ts'

/** The number of a point and its place in lists, and the tables that have them. */
export const numberOfPoint = sql`contributor.number as contributor_number, point.number as point_number, point_work.place`
export const fromPoints = sql`
  from point
  join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
  join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
  join contributor on contributor.municipality_id = point.municipality_id and contributor.id = point.contributor_id`

/**
 * Common table expressions up to `matching`: the points of a process that count and fit a filter, each with its number. It is
 * materialised, because the database expects hardly any point without an answer: asked for those right away, it would go
 * through all contributions once more for each of them, which takes minutes where there are many.
 */
export function matchingPoints(process: ProcessRef, filter: ProcessedFilter): RawBuilder<unknown> {
  const { municipalityId, id } = process
  const words = filter.search === undefined || askedNumber(filter.search) ? null : filter.search
  return sql`
    ${words === null ? sql`` : spelled(process)}
    numbered as (
      select point.id, contribution.id as contribution_id, contributor.id as contributor_id, theme.name as theme,
        answer.id as answer_id, answer.disposition,
        ${numberOfPoint} ${fromPoints}
      left join theme on theme.municipality_id = point.municipality_id and theme.id = point_work.theme_id
      left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
      left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
      ${words === null ? sql`` : sql`join spelled on spelled.id = contribution.id cross join lateral (select ${searched} as words offset 0) as said`}
      where point.municipality_id = ${municipalityId} and point.process_id = ${id} and not is_set_aside
        ${filter.theme === undefined ? sql`` : sql`and theme.name = ${filter.theme}`}
        ${filter.kind === undefined ? sql`` : sql`and contributor.kind = ${filter.kind}`}
        ${filter.contributionKinds === undefined ? sql`` : sql`and contribution.kind = any(${[...filter.contributionKinds]}::text[])`}
        ${filter.chapter === undefined ? sql`` : sql`and ${inChapter(municipalityId, filter.chapter)}`}
        ${words === null ? sql`` : sql`and ${about(words)}`}
    ),
    matching as materialized (select * from numbered where true ${numberIs(filter)})`
}

/** Whether a point fits what a filter says of its decision, for after the counts per decision were taken. */
export function isOfDecision(filter: ProcessedFilter): RawBuilder<unknown> {
  if (filter.unanswered) return sql`disposition is null`
  return filter.disposition === undefined ? sql`true` : sql`disposition = ${filter.disposition}`
}

function numberIs({ contributor, contributors, search }: ProcessedFilter): RawBuilder<unknown> {
  const asked = search === undefined ? null : askedNumber(search)
  return sql`
    ${contributor === undefined ? sql`` : sql`and contributor_number = ${contributor}`}
    ${contributors === undefined ? sql`` : sql`and contributor_number = any(${[...contributors]}::int[])`}
    ${asked === null ? sql`` : sql`and contributor_number = ${asked.contributor}`}
    ${asked?.point == null ? sql`` : sql`and point_number = ${asked.point}`}`
}

/** Answers that point to the chapter, and reactions that were given to it. */
function inChapter(municipalityId: string, chapter: string): RawBuilder<unknown> {
  const within = sql`(section.number = ${chapter} or starts_with(section.number, ${`${chapter}.`}))`
  return sql`(
    exists (
      select from answer_section join section on section.municipality_id = answer_section.municipality_id and section.id = answer_section.section_id
      where answer_section.municipality_id = ${municipalityId} and answer_section.answer_id = answer.id and ${within})
    or exists (
      select from section where section.municipality_id = ${municipalityId} and section.id = contribution.section_id and ${within}))`
}

/**
 * The texts, once each, in the places that ranges count, with what is left out of them; for searching the spaces in it make
 * no difference. `of` asks for the ids of those contributions that are needed; all of the process without it.
 */
export function spelled({ municipalityId, id }: ProcessRef, of?: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    redacted as (
      select contribution_id, range_agg(int4range(range_start, range_end)) as ranges
      from redaction where municipality_id = ${municipalityId} and process_id = ${id} group by contribution_id
    ),
    spelled as materialized (
      select id, in_utf16_places(text) as text, redacted.ranges from contribution
      left join redacted on redacted.contribution_id = contribution.id
      where municipality_id = ${municipalityId} and process_id = ${id} ${of ? sql`and contribution.id in (${of})` : sql``}
    ),`
}

const quoted = sql`case when point.quote_start is null then ''
  else substr(spelled.text, point.quote_start + 1, point.quote_end - point.quote_start) end`

/** The same choice that publicWords makes, and keep_words_of_point in the database. */
const shown = sql`case
  when point.withdrawn_at is not null then ''
  when point.summary <> '' and not (point.shows_quotation and point.quote_start is not null) then point.summary
  when spelled.ranges is null then ${quoted}
  else public_quote(spelled.text, point.quote_start, point.quote_end, spelled.ranges) end`

/** Only names that the public sees: otherwise searching for a name would tell who wrote what. */
const publicName = sql`public_name(contributor.kind, contributor.name, contributor.organisation, contributor.named_in_public, contributor.number, contributor.resident_number)`

const publicReply = sql`case when point.withdrawn_at is null then answer.reply end`

/** Without capitals and accents. */
export function folded(words: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`unaccent(lower(${words}))`
}

/** Only what is public: who looked for a name in words that stay inside would learn from what is found that they are there. */
const searched = sql`concat_ws(' ', ${shown}, ${publicReply}, ${publicName})`

const storedWords = sql`
  coalesce(point.public_words, point.words) || case when point.withdrawn_at is null then coalesce(answer.words, '') else '' end`

/** What the public finds a point by, to be kept with it: as words, and folded as typed words are. */
export const publicSearchWords = sql`
  ${storedWords} || to_tsvector('dutch_unaccent', ${publicName}) as words, ${folded(searched)} as said`

/** In Dutch: other forms of a word and accents do not count, and a word is also found inside a longer one. */
function about(search: string): RawBuilder<unknown> {
  const question = searchQuestion(search)
  if (question === null) return sql`false`
  return sql`(
    (${storedWords} || to_tsvector('dutch_unaccent', ${publicName})) @@ to_tsquery('dutch_unaccent', ${question})
    or strpos(${folded(sql`said.words`)}, ${folded(sql`${search}`)}) > 0)`
}
