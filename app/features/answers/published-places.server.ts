import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { searchQuestion } from '#app/features/processes/search-words.ts'
import type { Db } from '#db/client.server.ts'
import { folded } from './matching-points.server.ts'
import { askedNumber, type ProcessedFilter } from './processed-filter.ts'

/** Which places of the list: the first from one on, or the last before one, the nearest first. */
type Part = { from: number } | { before: number }

/** The places in the list of the points that fit a filter. */
export type MatchingPlaces = {
  /** So many of a part at most; `skip` so many of it first. */
  some: (part: Part, limit: number, skip?: number) => Promise<number[]>
  /** How many fit; null where finding some did not tell. */
  total: number | null
}

/** So many points with the words that someone seeks are found all at once, and then they are known exactly. */
const MOST_FOUND = 5000

/**
 * Where the published points are that fit a filter. Rare words are found by their index, all of them. Frequent ones are
 * looked for along the list, as everything else that is chosen: a page of them is near, and the database is not asked to
 * choose between the two, because right after publication it knows nothing of what is in the table.
 */
export async function matchingPlaces(
  db: Db,
  process: ProcessRef,
  filter: ProcessedFilter,
  mostFound = MOST_FOUND,
): Promise<MatchingPlaces> {
  const sought = soughtWords(filter)
  if (sought) {
    const { rows } = await sql<{ place: number }>`
      select place::float8 ${chosen(process, filter)} and ${about(sought)} limit ${mostFound + 1}`.execute(db)
    if (rows.length <= mostFound) return amongst(rows.map(({ place }) => place))
  }
  const some = async (part: Part, limit: number, skip = 0) => {
    const inOrder =
      'from' in part
        ? sql`place >= ${part.from}::bigint order by matching.place`
        : sql`place < ${part.before}::bigint order by matching.place desc`
    const { rows } = sought
      ? await sql<{ place: number }>`
          select place::float8 from (select place, words, said ${chosen(process, filter)} and ${inOrder} offset 0) as each_in_order
          where ${about(sought)} limit ${limit} offset ${skip}`.execute(db)
      : await sql<{ place: number }>`
          select place::float8 ${chosen(process, filter)} and ${inOrder} limit ${limit} offset ${skip}`.execute(db)
    return rows.map(({ place }) => place)
  }
  return { some, total: null }
}

function amongst(places: readonly number[]): MatchingPlaces {
  const forwards = places.toSorted((one, other) => one - other)
  const backwards = forwards.toReversed()
  return {
    total: places.length,
    async some(part, limit, skip = 0) {
      const all =
        'from' in part
          ? forwards.filter((place) => place >= part.from)
          : backwards.filter((place) => place < part.before)
      return all.slice(skip, skip + limit)
    },
  }
}

/** Of the published points that fit a filter what `publicPoints` asks of all points, as a table expression `matching`. */
export function publishedMatching(process: ProcessRef, filter: ProcessedFilter): RawBuilder<unknown> {
  const sought = soughtWords(filter)
  return sql`matching as (
    select point_id as id, contributor_id, contributor_number, point_number, disposition, place from published_point
    where municipality_id = ${process.municipalityId} and process_id = ${process.id}
      and place in (select place ${chosen(process, filter)} ${sought ? sql`and ${about(sought)}` : sql``})
  )`
}

function soughtWords({ search }: ProcessedFilter): string | null {
  return search === undefined || askedNumber(search) ? null : search
}

/**
 * The published points that fit a filter but for the words that are sought, as the `from` and `where` of a statement that
 * asks for their places. It reads one table, by an index that begins with what is chosen and ends with the place: a join is
 * only as quick as the database guesses well how many fit.
 */
function chosen({ municipalityId, id }: ProcessRef, filter: ProcessedFilter): RawBuilder<unknown> {
  const { disposition, unanswered, theme, kind, chapter, contributor, contributors, contributionKinds, search } = filter
  const { publicationId } = filter
  const asked = search === undefined ? null : askedNumber(search)
  const own = (table: string) =>
    sql`${sql.ref(`${table}.municipality_id`)} = ${municipalityId} and ${sql.ref(`${table}.process_id`)} = ${id}`
  const onPoint = [
    contributor !== undefined && sql`contributor_number = ${contributor}`,
    contributors && sql`contributor_number = any(${[...contributors]}::int[])`,
    publicationId !== undefined &&
      sql`point_id in (
        select point.id from contribution join point on point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id
        where contribution.municipality_id = ${municipalityId} and contribution.publication_id = ${publicationId})`,
    contributionKinds &&
      sql`point_id in (
        select point.id from contribution join point on point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id
        where ${own('contribution')} and contribution.kind = any(${[...contributionKinds]}::text[]))`,
    asked && sql`contributor_number = ${asked.contributor}`,
    asked && asked.point !== null && sql`point_number = ${asked.point}`,
  ].filter(isCondition)
  const isOfPlace = chapter !== undefined && onPoint.length === 0 && soughtWords(filter) === null
  const conditions = [
    own('matching'),
    unanswered && sql`disposition is null`,
    disposition && sql`disposition = ${disposition}`,
    theme !== undefined && sql`theme_id = (select id from theme where ${own('theme')} and name = ${theme} limit 1)`,
    kind && sql`kind = ${kind}`,
    ...onPoint,
    chapter !== undefined &&
      (isOfPlace
        ? sql`section_number = ${chapter}`
        : // Asked of each point, by the key: so it is no join.
          sql`(select true from published_place where ${own('published_place')} and section_number = ${chapter} and published_place.place = matching.place)`),
  ].filter(isCondition)
  return sql`from ${isOfPlace ? sql`published_place` : sql`published_point`} as matching where ${sql.join(conditions, sql` and `)}`
}

const isCondition = (condition: RawBuilder<unknown> | undefined | false | null): condition is RawBuilder<unknown> =>
  Boolean(condition)

/** In Dutch: other forms of a word and accents do not count, and a word is also found inside a longer one. */
function about(search: string): RawBuilder<unknown> {
  const question = searchQuestion(search)
  if (question === null) return sql`false`
  const inside = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(words @@ to_tsquery('dutch_unaccent', ${question}) or said like ${folded(sql`${inside}`)})`
}
