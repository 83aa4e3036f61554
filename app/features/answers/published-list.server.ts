import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { searchQuestion } from '#app/features/processes/search-words.ts'
import type { Db } from '#db/client.server.ts'
import { folded } from './matching-points.server.ts'
import { askedNumber, type PlaceInList, type ProcessedFilter } from './processed-filter.ts'

/** A point of the public list, by its place in it. */
export type ListedPoint = {
  id: string
  contributorId: string
  contributorNumber: number
  pointNumber: number
  place: number
}

const listed = sql`published_point.point_id as id, contributor_id, contributor_number, point_number, published_point.place`

/** The published points that fit a filter, as the `from` and `where` of a statement. */
export function publishedMatching({ municipalityId, id }: ProcessRef, filter: ProcessedFilter): RawBuilder<unknown> {
  const asked = filter.search === undefined ? null : askedNumber(filter.search)
  const conditions = [
    sql`published_point.municipality_id = ${municipalityId} and published_point.process_id = ${id}`,
    filter.unanswered && sql`disposition is null`,
    filter.disposition && sql`disposition = ${filter.disposition}`,
    filter.theme !== undefined &&
      sql`theme_id = (select id from theme where municipality_id = ${municipalityId} and process_id = ${id} and name = ${filter.theme} limit 1)`,
    filter.kind && sql`kind = ${filter.kind}`,
    filter.contributor !== undefined && sql`contributor_number = ${filter.contributor}`,
    filter.contributors && sql`contributor_number = any(${[...filter.contributors]}::int[])`,
    filter.contributionKinds &&
      sql`point_id in (
      select point.id from contribution join point on point.municipality_id = contribution.municipality_id and point.contribution_id = contribution.id
      where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${id}
        and contribution.kind = any(${[...filter.contributionKinds]}::text[]))`,
    asked && sql`contributor_number = ${asked.contributor}`,
    asked && asked.point !== null && sql`point_number = ${asked.point}`,
    filter.search !== undefined && !asked && about(filter.search),
  ].filter((condition) => condition !== undefined && condition !== false && condition !== null)
  const inChapter =
    filter.chapter === undefined
      ? sql``
      : sql`join published_place on published_place.municipality_id = published_point.municipality_id
          and published_place.process_id = published_point.process_id and published_place.place = published_point.place
          and published_place.section_number = ${filter.chapter}`
  return sql`from published_point ${inChapter} where ${sql.join(conditions, sql` and `)}`
}

/** In Dutch: other forms of a word and accents do not count, and a word is also found inside a longer one. */
function about(search: string): RawBuilder<unknown> {
  const question = searchQuestion(search)
  if (question === null) return sql`false`
  const inside = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(words @@ to_tsquery('dutch_unaccent', ${question}) or said like ${folded(sql`${inside}`)})`
}

type PublishedPage = {
  points: ListedPoint[]
  /** Where the page before begins: at a point, or at the beginning of the list; null when there is none. */
  previous: ListedPoint | 'begin' | null
  next: ListedPoint | null
}

/**
 * A page of the public list: the points from a place on, or the last ones. It reads as many points as it shows and as the
 * page before does, wherever it begins.
 */
export async function publishedPage(
  db: Db,
  process: ProcessRef,
  filter: ProcessedFilter,
  from: PlaceInList,
  size: number,
): Promise<PublishedPage> {
  const matching = publishedMatching(process, filter)
  const before = async (place: number): Promise<ListedPoint[]> => {
    const { rows } = await sql<ListedPoint>`
      select ${listed} ${matching} and published_point.place < ${place} order by published_point.place desc limit ${size + 1}`.execute(
      db,
    )
    return rows
  }
  const startOf = (earlier: ListedPoint[]) => (earlier.length > size ? (earlier[size - 1] ?? null) : 'begin')
  if (from === 'end') {
    const points = (await before(BEHIND_ALL)).slice(0, size).reverse()
    const [first] = points
    const earlier = first ? await before(first.place) : []
    return { points, previous: earlier.length === 0 ? null : startOf(earlier), next: null }
  }
  const start = from === 'begin' ? 1 : await placeOf(db, process, from)
  const { rows } = await sql<ListedPoint>`
    select ${listed} ${matching} and published_point.place >= ${start} order by published_point.place limit ${size + 1}`.execute(
    db,
  )
  const earlier = from === 'begin' ? [] : await before(start)
  return {
    points: rows.slice(0, size),
    previous: earlier.length === 0 ? null : startOf(earlier),
    next: rows[size] ?? null,
  }
}

const BEHIND_ALL = 2 ** 31 - 1

/** The place of the first point from a number on, whether or not it fits a filter. */
async function placeOf(
  db: Db,
  { municipalityId, id }: ProcessRef,
  { contributor, point }: { contributor: number; point: number },
): Promise<number> {
  const { rows } = await sql<{ place: number }>`
    select place from published_point
    where municipality_id = ${municipalityId} and process_id = ${id} and (contributor_number, point_number) >= (${contributor}::int, ${point}::int)
    order by contributor_number, point_number limit 1`.execute(db)
  return rows[0]?.place ?? BEHIND_ALL
}

/** All points that fit a filter, so many at a time, in the order of the list. */
export async function* publishedBatches(
  db: Db,
  process: ProcessRef,
  filter: ProcessedFilter,
  size: number,
): AsyncGenerator<ListedPoint[]> {
  for (let after = 0; ;) {
    const { rows }: { rows: ListedPoint[] } = await sql<ListedPoint>`
      select ${listed} ${publishedMatching(process, filter)} and published_point.place > ${after} order by published_point.place limit ${size}`.execute(
      db,
    )
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < size) return
    after = last.place
  }
}

/** The point with which a page began when pages were counted (`?pagina=3`), from 1; null behind the last one. */
export async function firstOfCountedPage(
  db: Db,
  process: ProcessRef,
  filter: ProcessedFilter,
  page: number,
  size: number,
): Promise<ListedPoint | null> {
  const { rows } = await sql<ListedPoint>`
    select ${listed} ${publishedMatching(process, filter)} order by published_point.place offset ${(page - 1) * size} limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}
