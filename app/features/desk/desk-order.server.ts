import { sql, type RawBuilder } from 'kysely'
import { askedNumber } from '#app/features/answers/processed-filter.ts'
import { promising } from '#app/features/changes/gaps.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { awaitingAdvice, fitsFacets, foundPoints, lookingAt, saysIt, type Looking } from './chosen-points.server.ts'
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
  /** The same order, from its end. */
  backwards: RawBuilder<unknown>
  limit: number
}

/** A `Place` of a row of `point_work`. */
const placeColumns = sql`due::text as due_text, place::text as place_text, point_id`

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
function beyond(
  sort: DeskSort,
  { from, includes }: Pick<Way, 'from' | 'includes'>,
  descending: boolean,
): RawBuilder<unknown> {
  if (from === null) return sql``
  const sign = sql.raw((descending ? '<' : '>') + (includes ? '=' : ''))
  const place = sql`${from.placeText}::bigint, ${from.pointId}::uuid`
  return sql`and (${keyOf[sort]}) ${sign} (${sort === 'due' ? sql`${from.dueText}::date, ${place}` : place})`
}

/** The order of a list, from its begin. */
export const orderOf = (sort: DeskSort): RawBuilder<unknown> => orders[sort === 'newest' ? 'down' : 'up'][sort]

/**
 * How many points are walked along in order before a list is made from what an index finds: of a common choice a page is
 * full by then, and of a rare one there are few points to find. Words cost a look at each point: after some points it shows whether they
 * are common enough to go on, in strides, because looking up all that say them takes longer.
 */
const WALKED = { first: 4000, byDue: 2000, byDueFurther: 20_000, words: 500, wordsFurther: [1000, 1500, 2000] }

/** How many points are looked at for words, with all strides. */
const MOST_WALKED = WALKED.wordsFurther.reduce((sum, stride) => sum + stride, WALKED.words)

/** So many points that say something are found sooner than a list is walked along for them, also of a million points. */
const FEW_SAY = 12_000

/** So many of those are looked up one by one. Of more, the list is walked along to see which ones come first, for so many points. */
const FEW_LOOKED_UP = { most: 1000, walked: 100_000 }

/** Among the first points that are looked at for words: so many that have them may be the first of very many. */
const MAY_BE_COMMON = 2

/** How many points of each value of a driver are looked at for words. */
const DRIVEN_WORDS = 1000

/** How many points may be read through a driver before walking is tried first. */
const FEW = { forPage: 6000, forWords: 20_000 }

/** Gives the next points of a list from a place, in the direction of going: at most `limit`, never by reading all points. */
export type Walk = (way: Way) => Promise<Place[]>

/** Makes ready to go along a list, from any place and in both directions. */
export async function walkAlong(db: Db, process: ProcessRef, filter: DeskFilter, by: Looking): Promise<Walk> {
  const driver = await bestDriver(db, process, withPromises(filter), by)
  if (driver?.values.length === 0) return () => Promise.resolve([])
  const looking = await lookingAt(db, process, filter, by)
  return (way) => placesFrom(db, process, filter, looking, driver, way)
}

/** The same filter with the decisions that it implies, of which the numbers are known beforehand. */
const withPromises = (filter: DeskFilter): DeskFilter =>
  filter.attention.every((value) => value === 'withoutChange') &&
  filter.attention.length > 0 &&
  filter.disposition.length === 0
    ? { ...filter, disposition: [...promising] }
    : filter

async function placesFrom(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  driver: Driver | null,
  way: Way,
): Promise<Place[]> {
  const statementFor = (going: Way): Statement => {
    const descending = (filter.sort === 'newest') !== (going.direction === 'backward')
    return {
      process,
      sort: filter.sort,
      own: sql`municipality_id = ${process.municipalityId} and process_id = ${process.id} ${beyond(filter.sort, going, descending)}`,
      fits: fitsFacets(process, filter, by),
      order: orders[descending ? 'down' : 'up'][filter.sort],
      backwards: orders[descending ? 'up' : 'down'][filter.sort],
      limit: going.limit,
    }
  }
  if (filter.search !== '') return await searched(db, process, filter, driver, way, statementFor)
  const statement = statementFor(way)
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
  driver: Driver | null,
  way: Way,
  statementFor: (going: Way) => Statement,
): Promise<Place[]> {
  const statement = statementFor(way)
  if (askedNumber(filter.search) === null) {
    const says = sql`and ${saysIt(process, filter)}`
    const isDriven = driver !== null && readFor(driver, DRIVEN_WORDS) <= FEW.forWords
    let walk = isDriven
      ? await walked(db, statement, DRIVEN_WORDS, {
          source: driven({ ...statement, limit: DRIVEN_WORDS }, driver),
          says,
        })
      : await walked(db, statement, WALKED.words, { says })
    if (walk.isDone) return walk.places
    const found = walk.places
    let [passed, isLookedUp] = [WALKED.words, false]
    for (const most of isDriven ? [] : WALKED.wordsFurther) {
      const isCommon = found.length * MOST_WALKED >= way.limit * passed
      const isUnsure = passed === WALKED.words && found.length >= MAY_BE_COMMON
      if (!isCommon && !isUnsure && !isLookedUp) {
        const few = await amongSaid(db, process, filter, statement, FEW_SAY)
        if (few !== null) return few
        isLookedUp = true
      }
      const onwards = statementFor({ ...way, from: walk.last, includes: false, limit: way.limit - found.length })
      walk = await walked(db, onwards, most, { says })
      found.push(...walk.places)
      if (walk.isDone) return found
      passed += most
    }
    if (narrowedBy(filter).length === 0) {
      const all = await amongSaid(db, process, filter, statement)
      if (all !== null) return all
    }
  }
  return await places(db, lookedUp(statement, sql`${foundPoints(process, filter)}`), statement)
}

/**
 * The first of the points that say it, found by the index of words; null when more than `most` say it. Of many that are not narrowed further the list
 * is walked along, which is quick because only ids are compared: null too when the page is not full after that.
 */
async function amongSaid(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  statement: Statement,
  most?: number,
): Promise<Place[] | null> {
  const isAlone = narrowedBy(filter).length === 0
  const mostOneByOne = isAlone ? FEW_LOOKED_UP.most : (most ?? Infinity)
  const { own, order, limit } = statement
  const count = sql`(select points from counted)`
  const oneByOne = lookedUp(statement, sql`select id from said where ${count} <= ${mostOneByOne}`)
  // A value and no condition: of that the database would first put all points in order.
  const along = sql`
    select due, place, point_id from (select due, place, point_id from point_work where ${own} order by ${order} limit ${FEW_LOOKED_UP.walked}) as walking
    where ${count} > ${mostOneByOne} ${most === undefined ? sql`` : sql`and ${count} <= ${most}`} and coalesce(point_id in (select id from said), false)
    order by ${order} limit ${limit}`
  const { rows } = await sql<Place & { said: number }>`
    with said (id) as materialized (${foundPoints(process, filter, most === undefined ? most : most + 1)}),
    counted (points) as materialized (select count(*)::int from said),
    fitting as (${oneByOne} ${isAlone ? sql`union all (${along})` : sql``})
    select counted.points as said, listed.* from counted left join (
      select ${placeColumns}, row_number() over (order by ${order}) as nth from fitting order by ${order} limit ${limit}
    ) as listed on true order by nth`.execute(db)
  const said = rows[0]?.said ?? 0
  const found = rows.flatMap(({ said: _, ...place }) => (place.pointId === null ? [] : [place]))
  const isSure = said <= mostOneByOne || found.length === limit
  return said > (most ?? Infinity) || !isSure ? null : found
}

/** Points whose ids a statement gives, each looked up by its id: told so, the database does not go along all points to compare. */
const lookedUp = ({ own, fits }: Statement, ids: RawBuilder<unknown>) => sql`
  select due, place, point_id from (${ids}) as found (id) cross join lateral (
    select * from point_work where ${own} and point_id = found.id offset 0) as point_work
  where true ${fits}`

/** Runs a statement that gives columns of `point_work`, and takes the first. */
async function places(db: Db, source: RawBuilder<unknown>, { order, limit }: Statement): Promise<Place[]> {
  const { rows } = await sql<Place>`
    with fitting as materialized (${source}) select ${placeColumns} from fitting order by ${order} limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Along the list for so many points: done when the page is full, or the list at its end. `last` is the last point that was walked past. */
async function walked(
  db: Db,
  statement: Statement,
  most: number,
  { source, says = sql`` }: { source?: RawBuilder<unknown>; says?: RawBuilder<unknown> } = {},
): Promise<{ places: Place[]; last: Place | null; isDone: boolean }> {
  const { fits, order, backwards, limit } = statement
  const { rows } = await sql<Place & { walked: number; last: [string, string, string] | null; pointId: string | null }>`
    with walked as materialized (${source ?? inOrder({ ...statement, limit: most })}),
    fitting as (
      select ${placeColumns}, row_number() over (order by ${order}) as nth from walked where true ${source ? sql`` : fits} ${says} order by ${order} limit ${limit}
    )
    select counted.*, fitting.* from (
      select count(*)::int as walked, (select array[due::text, place::text, point_id::text] from walked order by ${backwards} limit 1) as last from walked
    ) as counted left join fitting on true order by nth`.execute(db)
  const found = rows.flatMap(({ walked: _, last: __, pointId, ...at }) =>
    pointId === null ? [] : [{ ...at, pointId }],
  )
  const [dueText, placeText, pointId] = rows[0]?.last ?? []
  return {
    places: found,
    last: dueText && placeText && pointId ? { dueText, placeText, pointId } : null,
    isDone: found.length === limit || (rows[0]?.walked ?? 0) < most,
  }
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
    select ${placeColumns} from point_work
    where municipality_id = ${process.municipalityId} and process_id = ${process.id} and point_id = ${pointId}`.execute(
    db,
  )
  return rows[0] ?? null
}
