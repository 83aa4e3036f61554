import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { PlaceInList, ProcessedFilter } from './processed-filter.ts'
import { matchingPlaces } from './published-places.server.ts'

/** A point of the public list, by its place in it. */
export type ListedPoint = {
  id: string
  contributorId: string
  contributorNumber: number
  pointNumber: number
  place: number
}

type PublishedPage = {
  points: ListedPoint[]
  /** How many fit; null where finding these did not tell. */
  total: number | null
  /** Where the page before begins: at a point, or at the beginning of the list; null when there is none. */
  previous: ListedPoint | 'begin' | null
  next: ListedPoint | null
}

/**
 * A page of the public list: the points from a place on, or the last ones. It looks for as many points as it shows and for
 * those of the page before, wherever it begins.
 */
export async function publishedPage(
  db: Db,
  process: ProcessRef,
  filter: ProcessedFilter,
  from: PlaceInList,
  size: number,
): Promise<PublishedPage> {
  const { some, total } = await matchingPlaces(db, process, filter)
  const before = (place: number) => some({ before: place }, size + 1)
  const isEnd = from === 'end'
  const start = isEnd ? BEHIND_ALL : from === 'begin' ? 1 : await placeOf(db, process, from)
  const found = isEnd ? (await before(start)).slice(0, size).reverse() : await some({ from: start }, size + 1)
  const [shown, next] = [found.slice(0, size), found[size]]
  const earlier = start === 1 ? [] : await before(isEnd ? (shown[0] ?? 0) : start)
  const previous = earlier.length > size ? earlier[size - 1] : undefined
  const around = [next, previous].filter((place) => place !== undefined)
  const points = new Map((await pointsAt(db, process, [...shown, ...around])).map((point) => [point.place, point]))
  const at = (place: number | undefined) => (place === undefined ? null : (points.get(place) ?? null))
  return {
    points: shown.flatMap((place) => at(place) ?? []),
    total,
    previous: at(previous) ?? (earlier.length > 0 ? 'begin' : null),
    next: at(next),
  }
}

/** Places grow with the number of the contributor. */
const BEHIND_ALL = Number.MAX_SAFE_INTEGER

/** The place of the first point from a number on, whether or not it fits a filter. */
async function placeOf(
  db: Db,
  { municipalityId, id }: ProcessRef,
  { contributor, point }: { contributor: number; point: number },
): Promise<number> {
  const { rows } = await sql<{ place: number }>`
    select place::float8 from published_point
    where municipality_id = ${municipalityId} and process_id = ${id} and (contributor_number, point_number) >= (${contributor}::int, ${point}::int)
    order by contributor_number, point_number limit 1`.execute(db)
  return rows[0]?.place ?? BEHIND_ALL
}

/** The points of the list at these places, in their order. */
async function pointsAt(db: Db, { municipalityId, id }: ProcessRef, places: readonly number[]): Promise<ListedPoint[]> {
  if (places.length === 0) return []
  const { rows } = await sql<ListedPoint>`
    select point_id as id, contributor_id, contributor_number, point_number, place::float8 from published_point
    where municipality_id = ${municipalityId} and process_id = ${id} and place = any(${[...places]}::bigint[])
    order by place`.execute(db)
  return rows
}

/** All points that fit a filter, so many at a time, in the order of the list. */
export async function* publishedBatches(
  db: Db,
  process: ProcessRef,
  filter: ProcessedFilter,
  size: number,
): AsyncGenerator<ListedPoint[]> {
  const { some } = await matchingPlaces(db, process, filter)
  for (let from = 1; ;) {
    const places = await some({ from }, size)
    if (places.length > 0) yield await pointsAt(db, process, places)
    if (places.length < size) return
    from = (places.at(-1) ?? 0) + 1
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
  const { some } = await matchingPlaces(db, process, filter)
  const [point] = await pointsAt(db, process, await some({ from: 1 }, 1, (page - 1) * size))
  return point ?? null
}
