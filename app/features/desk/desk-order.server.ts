import { sql, type RawBuilder } from 'kysely'
import { askedNumber } from '#app/features/answers/processed-filter.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { dueOrNever, fitsFacets, foundPoints, saysIt, type Looking } from './chosen-points.server.ts'
import { narrowedBy, type DeskFilter, type DeskSort } from './desk-filter.ts'

/** Where a point stands in a list: its due date, its place and its id, as the database writes them. */
export type Place = { due: string; place: string; pointId: string }

/** Which way one goes along a list from a place, and whether the point at that place counts. */
export type Way = { from: Place | null; direction: 'forward' | 'backward'; includes?: boolean; limit: number }

const keyOf: Record<DeskSort, RawBuilder<unknown>> = {
  number: sql`place, point_id`,
  newest: sql`place, point_id`,
  due: sql`${dueOrNever}, place, point_id`,
}

const orderOf = (sort: DeskSort, descending: boolean) => {
  const each = [...(sort === 'due' ? [dueOrNever] : []), sql`place`, sql`point_id`]
  return sql.join(each.map((column) => (descending ? sql`${column} desc` : column)))
}

/** The condition, beginning with 'and', that a point stands beyond a place. */
function beyond(sort: DeskSort, { from, includes }: Way, descending: boolean): RawBuilder<unknown> {
  if (from === null) return sql``
  const sign = sql.raw((descending ? '<' : '>') + (includes ? '=' : ''))
  const place = sql`${from.place}::bigint, ${from.pointId}::uuid`
  return sql`and (${keyOf[sort]}) ${sign} (${sort === 'due' ? sql`${from.due}::date, ${place}` : place})`
}

/**
 * How many points are walked along in order before the list is made from what an index finds: a common choice is full by
 * then, and a rare one has few points to find. Words cost a look at each point.
 */
const WALKED = { facets: 4000, words: 1000 }

/** The next points of a list from a place, in the direction of going: at most `limit`, never by reading all points. */
export async function placesFrom(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  way: Way,
): Promise<Place[]> {
  const { municipalityId, id } = process
  const descending = (filter.sort === 'newest') !== (way.direction === 'backward')
  const own = sql`municipality_id = ${municipalityId} and process_id = ${id} ${beyond(filter.sort, way, descending)}`
  const order = orderOf(filter.sort, descending)
  const place = sql`${dueOrNever}::text as due, place::text as place, point_id`
  const isNarrow = narrowedBy(filter).length > 0
  const isWordy = filter.search !== '' && askedNumber(filter.search) === null
  if (!isNarrow && filter.search === '') {
    const { rows } = await sql<Place>`
      select ${place} from point_work where ${own} order by ${order} limit ${way.limit}`.execute(db)
    return rows
  }
  if (isWordy || filter.search === '') {
    const walked = isWordy ? WALKED.words : WALKED.facets
    const { rows } = await sql<{ walked: number; due: string; place: string; pointId: string | null }>`
      with walked as materialized (select * from point_work where ${own} order by ${order} limit ${walked}),
      fitting as (
        select * from walked
        where true ${fitsFacets(filter, by)} ${isWordy ? sql`and ${saysIt(filter)}` : sql``}
        order by ${order} limit ${way.limit}
      )
      select (select count(*)::int from walked) as walked, fitting.* from (values (true)) as one
      left join (select ${place} from fitting) as fitting on true`.execute(db)
    const found = rows.flatMap(({ walked: _, pointId, ...row }) => (pointId === null ? [] : [{ ...row, pointId }]))
    if (found.length === way.limit || (rows[0]?.walked ?? 0) < walked) return found
  }
  const found = foundPoints(process, filter)
  const { rows } = await sql<Place>`
    with fitting as materialized (
      select due_on, place, point_id from point_work
      where ${own} ${fitsFacets(filter, by)} ${found === null ? sql`` : sql`and point_id in (${found})`}
    )
    select ${place} from fitting order by ${order} limit ${way.limit}`.execute(db)
  return rows
}

/** Where a point stands in every list of its process; null when it is none of its points. */
export async function placeOf(db: Db, process: ProcessRef, pointId: string): Promise<Place | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(pointId)) return null
  const { rows } = await sql<Place>`
    select ${dueOrNever}::text as due, place::text as place, point_id from point_work
    where municipality_id = ${process.municipalityId} and process_id = ${process.id} and point_id = ${pointId}`.execute(
    db,
  )
  return rows[0] ?? null
}
