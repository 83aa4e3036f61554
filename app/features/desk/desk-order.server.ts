import { sql, type RawBuilder } from 'kysely'
import { askedNumber } from '#app/features/answers/processed-filter.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { awaitingAdvice, fitsFacets, foundPoints, saysIt, type Looking } from './chosen-points.server.ts'
import { narrowedBy, type DeskFilter, type DeskSort } from './desk-filter.ts'
import { bestDriver, type Driver } from './tally.server.ts'
import { keptPlan } from '#db/prepared.server.ts'

/** Where a point stands in a list: its due date, its place and its id, as the database writes them. */
export type Place = { dueText: string; placeText: string; pointId: string }

/** Which way one goes along a list from a place, and whether the point at that place counts. */
type Way = { from: Place | null; direction: 'forward' | 'backward'; includes?: boolean; limit: number }

/** The statement of one list in one direction, in parts. */
type Statement = {
  process: ProcessRef
  sort: DeskSort
  own: RawBuilder<unknown>
  fits: RawBuilder<unknown>
  order: RawBuilder<unknown>
  limit: number
}

const columns = sql`due::text as due_text, place::text as place_text, point_id`

const keyOf: Record<DeskSort, RawBuilder<unknown>> = {
  number: sql`place, point_id`,
  newest: sql`place, point_id`,
  due: sql`due, place, point_id`,
}

const orders: Record<'up' | 'down', Record<DeskSort, RawBuilder<unknown>>> = {
  up: keyOf,
  down: {
    number: sql`place desc, point_id desc`,
    newest: sql`place desc, point_id desc`,
    due: sql`due desc, place desc, point_id desc`,
  },
}

/** The condition, beginning with 'and', that a point stands beyond a place. */
function beyond(sort: DeskSort, { from, includes }: Way, descending: boolean): RawBuilder<unknown> {
  if (from === null) return sql``
  const sign = sql.raw((descending ? '<' : '>') + (includes ? '=' : ''))
  const place = sql`${from.placeText}::bigint, ${from.pointId}::uuid`
  return sql`and (${keyOf[sort]}) ${sign} (${sort === 'due' ? sql`${from.dueText}::date, ${place}` : place})`
}

/**
 * How many points are walked along in order before a list is made from what an index finds: of a common choice a page is
 * full by then, and of a rare one there are few points to find. Words cost a look at each point.
 */
const WALKED = { first: 4000, byDue: 2000, byDueFurther: 20_000, words: 1000 }

/** How many points may be read through a driver before walking is tried first. */
const FEW = { forPage: 6000, forWords: 20_000 }

/** Gives the next points of a list from a place, in the direction of going: at most `limit`, never by reading all points. */
export type Walk = (way: Way) => Promise<Place[]>

/** Makes ready to go along a list, from any place and in both directions. */
export async function walkAlong(db: Db, process: ProcessRef, filter: DeskFilter, by: Looking): Promise<Walk> {
  const driver = await bestDriver(db, process, filter, by)
  if (driver?.values.length === 0) return () => Promise.resolve([])
  return (way) => placesFrom(db, process, filter, by, driver, way)
}

async function placesFrom(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  driver: Driver | null,
  way: Way,
): Promise<Place[]> {
  const descending = (filter.sort === 'newest') !== (way.direction === 'backward')
  const statement: Statement = {
    process,
    sort: filter.sort,
    own: sql`municipality_id = ${process.municipalityId} and process_id = ${process.id} ${beyond(filter.sort, way, descending)}`,
    fits: fitsFacets(process, filter, by),
    order: orders[descending ? 'down' : 'up'][filter.sort],
    limit: way.limit,
  }
  if (filter.search !== '') return await searched(db, process, filter, statement, driver)
  if (narrowedBy(filter).length === 0) return await places(db, inOrder(statement), statement)
  // Few points wait for advice, and the requests name them.
  if (filter.attention.length === 1 && filter.attention[0] === 'advice')
    return await places(db, lookedUp(statement, awaitingAdvice(process)), statement)
  const isSorted = filter.sort !== 'due'
  if (driver && isSorted && readFor(driver, way.limit) <= FEW.forPage)
    return await places(db, driven(statement, driver), statement)
  const walk = await walked(db, statement, isSorted ? WALKED.first : WALKED.byDue)
  if (walk.isDone) return walk.places
  if (!driver) return await places(db, allThatFit(statement), statement)
  if (!isSorted && readFor(driver, Infinity) > WALKED.byDueFurther) {
    const further = await walked(db, statement, WALKED.byDueFurther)
    if (further.isDone) return further.places
  }
  return await places(db, driven(statement, driver), statement)
}

/** How many points are read at most when each value of a driver gives so many. */
const readFor = ({ points }: Driver, limit: number) => points.reduce((sum, count) => sum + Math.min(count, limit), 0)

/**
 * Words: along the points that fit the rest when many of these have them, else from the index of words. A number has few
 * points.
 */
async function searched(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  statement: Statement,
  driver: Driver | null,
): Promise<Place[]> {
  if (askedNumber(filter.search) === null) {
    const says = sql`and ${saysIt(process, filter)}`
    const walk =
      driver && readFor(driver, WALKED.words) <= FEW.forWords
        ? await walked(db, statement, WALKED.words, {
            source: driven({ ...statement, limit: WALKED.words }, driver),
            says,
          })
        : await walked(db, statement, WALKED.words, { says })
    if (walk.isDone) return walk.places
  }
  return await places(db, lookedUp(statement, sql`${foundPoints(process, filter)}`), statement)
}

/** Points whose ids a statement gives, each looked up by its id: told so, the database does not go along all points to compare. */
const lookedUp = ({ own, fits }: Statement, ids: RawBuilder<unknown>) => sql`
  select due, place, point_id from (${ids}) as found (id) cross join lateral (
    select * from point_work where ${own} and point_id = found.id offset 0) as point_work
  where true ${fits}`

/** Runs a statement that gives columns of `point_work`, and takes the first. */
async function places(db: Db, source: RawBuilder<unknown>, { order, limit }: Statement): Promise<Place[]> {
  const { rows } = await sql<Place>`
    with fitting as materialized (${source}) select ${columns} from fitting order by ${order} limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Along the list for so many points: done when the page is full, or the list at its end. */
async function walked(
  db: Db,
  statement: Statement,
  most: number,
  { source, says = sql`` }: { source?: RawBuilder<unknown>; says?: RawBuilder<unknown> } = {},
): Promise<{ places: Place[]; isDone: boolean }> {
  const { fits, order, limit } = statement
  const { rows } = await sql<{ walked: number; dueText: string; placeText: string; pointId: string | null }>`
    with walked as materialized (${source ?? inOrder({ ...statement, limit: most })}),
    fitting as (select ${columns} from walked where true ${source ? sql`` : fits} ${says} order by ${order} limit ${limit})
    select counted.walked, fitting.* from (select count(*)::int as walked from walked) as counted left join fitting on true`.execute(
    db,
  )
  const found = rows.flatMap(({ walked: _, pointId, ...at }) => (pointId === null ? [] : [{ ...at, pointId }]))
  return { places: found, isDone: found.length === limit || (rows[0]?.walked ?? 0) < most }
}

/**
 * Along the list in its order. Points that are due one after the other lie all over the table, so the index alone says
 * which ones they are, and then each is looked up: otherwise the database finds it cheaper to read and sort everything.
 */
const inOrder = ({ process, sort, own, order, limit }: Statement) =>
  sort === 'due'
    ? sql`
      select point_work.* from (select point_id from point_work where ${own} order by ${order} limit ${limit}) as walking
      cross join lateral (
        select * from point_work where municipality_id = ${process.municipalityId} and point_id = walking.point_id offset 0) as point_work
`
    : sql`select * from point_work where ${own} order by ${order} limit ${limit}`

/** The first points of each value, which an index has in order, and of those the first of all. */
const driven = ({ own, fits, order, limit }: Statement, { column, type, values }: Driver) => sql`
  select fitting.* from unnest(${values}::${type}[]) as driver (value)
  cross join lateral (
    select * from point_work where ${own} and ${column} = driver.value ${fits} order by ${order} limit ${limit}
  ) as fitting
  order by ${order} limit ${limit}`

/** All points that fit: for what few fit. */
const allThatFit = ({ own, fits }: Statement) => sql`select due, place, point_id from point_work where ${own} ${fits}`

/** Where a point stands in every list of its process; null when it is none of its points. */
export async function placeInList(db: Db, process: ProcessRef, pointId: string): Promise<Place | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(pointId)) return null
  const { rows } = await sql<Place>`${keptPlan('placeInList')}
    select ${columns} from point_work
    where municipality_id = ${process.municipalityId} and process_id = ${process.id} and point_id = ${pointId}`.execute(
    db,
  )
  return rows[0] ?? null
}
