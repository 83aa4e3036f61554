import { sql, type RawBuilder } from 'kysely'
import { countWithoutChange, idleLinks, isPromisedWithoutChange } from '#app/features/changes/gaps.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { awaitingAdvice, fitsFacets, foundPoints, type Looking } from './chosen-points.server.ts'
import { allPoints, facets, narrowedBy, NONE, type DeskFilter, type Facet } from './desk-filter.ts'
import {
  bestDriver,
  butOne,
  fromTallied,
  isInTally,
  isRowFacet,
  keptValues,
  kindsOf,
  smallerPart,
  tallies,
  talliedOver,
  tallyOf,
  type Driver,
  type RowFacet,
  type Tallied,
} from './tally.server.ts'

/** How many points fit a filter, and how many would with a value of a facet. */
export type FacetCounts = { total: number; counts: Map<Facet, Map<string, number>> }

/** Above this a number says nothing that a person can work with, and is shown as 'meer dan'. */
export const COUNTED_TO = 10_000

/** Facets whose values are rows of the process, with their columns of `point_work`. */
const rowColumns: Record<RowFacet, RawBuilder<unknown>> = {
  theme: sql`theme_id`,
  assignee: sql`assignee_id`,
  campaign: sql`campaign_id`,
}

/** What the database says of a point itself that is no column of `point_tally`; each is true or not, so that it expects few groups of them. */
const marks = {
  overdue: sql`is_overdue`,
  returned: sql`is_returned`,
  advice: sql`awaits_advice`,
  withoutChange: sql`is_without_change`,
}

/**
 * How many points each value of each facet would give beside the rest of the filter. Without a filter from what is
 * counted beforehand; with one the points that fit are counted, so this is for after the list.
 */
export async function facetCounts(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  looking: Looking,
): Promise<FacetCounts> {
  const narrowed = narrowedBy(filter)
  const by = { ...looking, idle: looking.idle ?? (await idleLinks(db, process)) }
  if (narrowed.length === 0 && filter.search === '') return await allTallies(db, process, by)
  // A facet counts its own values as if it narrowed nothing, for more of them can be chosen. Those of the tally do so in passing.
  const apart = narrowed.filter((facet) => !isInTally(facet))
  const ownValues = async (facet: Facet) => {
    const rest = { ...filter, [facet]: [] }
    const isAll = narrowed.length === 1 && filter.search === ''
    if (isRowFacet(facet) && isOfTally(rest))
      return isAll ? await keptValues(db, process, [facet]) : await valuesBesideTally(db, process, rest, by, facet)
    return (await (isAll ? allTallies(db, process, by) : counted(db, process, rest, by, [facet]))).counts
  }
  const among = facets.filter((facet) => !apart.includes(facet))
  const [fitting, ...others] = await Promise.all([
    counted(db, process, filter, by, among),
    ...apart.map(async (facet) => [facet, (await ownValues(facet)).get(facet) ?? new Map<string, number>()] as const),
  ])
  return { total: fitting.total, counts: new Map([...fitting.counts, ...others]) }
}

/** What is counted beforehand, with the few that are late, were sent back or wait for advice: an index has just these. */
async function allTallies(db: Db, process: ProcessRef, by: Looking): Promise<FacetCounts> {
  const [found, overdue, returned, advice, withoutChange] = await Promise.all([
    tallies(db, process),
    countOverdue(db, process, by),
    countSome(db, process, sql`return_id is not null`),
    countAwaitingAdvice(db, process),
    countWithoutChange(db, process),
  ])
  const attention = found.counts.get('attention')
  attention?.set('overdue', overdue).set('returned', returned).set('advice', advice)
  attention?.set('withoutChange', withoutChange)
  return found
}

/** How many points are late, up to one more than is counted. */
export const countOverdue = (db: Db, process: ProcessRef, { today }: Looking): Promise<number> =>
  countSome(db, process, sql`due < ${today}::date`)

async function countSome(db: Db, { municipalityId, id }: ProcessRef, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from point_work where municipality_id = ${municipalityId} and process_id = ${id} and ${which} limit ${COUNTED_TO + 1}
    ) as few`.execute(db)
  return rows[0]?.count ?? 0
}

/** How many points wait for advice: a request has few, so they are counted as they are. */
async function countAwaitingAdvice(db: Db, process: ProcessRef): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${awaitingAdvice(process)}) as waiting`.execute(db)
  return rows[0]?.count ?? 0
}

/** Whether `point_tally` says how many points fit. */
const isOfTally = (filter: DeskFilter) => filter.search === '' && narrowedBy(filter).every(isInTally)

/**
 * How many points each value of a facet has beside a filter of columns of the tally. When more than half of the points fit, the others are read and
 * taken off: most of the work of a process is in the states that the tabs have.
 */
async function valuesBesideTally(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  facet: RowFacet,
): Promise<Map<Facet, Map<string, number>>> {
  const { driver, isRest } = await smallerPart(db, process, filter)
  const { valued } = await ask(db, {
    values: valuesOf(pointsToRead(process, allPoints, by, { driver, isLoose: false }), [facet], false),
    tallied: sql`null`,
  })
  const read = valuesIn(valued, facet)
  if (!isRest) return new Map([[facet, read]])
  const kept = (await keptValues(db, process, [facet])).get(facet) ?? []
  const left = [...kept].map(([value, points]) => [value, points - (read.get(value) ?? 0)] as const)
  return new Map([[facet, new Map(left.filter(([, points]) => points > 0))]])
}

/**
 * Counts the points that fit for some facets; the total is right when all are asked for. What only needs the columns of `point_tally`
 * is added up from that. Else the points are read once: how many are of each kind says the counts of all its columns, which costs
 * a third of counting column by column. Points that fit but for one of these columns are read along, for its own values.
 */
async function counted(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  of: readonly Facet[],
): Promise<FacetCounts> {
  const isKept = isOfTally(filter)
  const needsKinds = of.some((facet) => isInTally(facet) || facet === 'attention')
  const isLoose = !isKept && of.some(isInTally)
  const driver = await bestDriver(db, process, filter, by, isLoose)
  const values = valuesOf(pointsToRead(process, filter, by, { driver, isLoose }), of, needsKinds && !isKept)
  const kinds = isKept
    ? tallyOf(process)
    : sql`
      select kinds.*, points from valued
      join (${kindsOf(process, sql`facets in (select facets from valued where of = 'kinds')`)}) as kinds using (facets) where of = 'kinds'`
  const { valued, tallied } = await ask(db, {
    ...{ values, hasWords: filter.search !== '' },
    tallied: needsKinds ? sql`(select json_agg(found) from (${talliedOver(kinds, filter)}) as found)` : sql`null`,
  })
  const { total, counts } = fromTallied(tallied ?? [], filter)
  for (const facet of of.filter(isRowFacet)) counts.set(facet, valuesIn(valued, facet))
  const attention = counts.get('attention') ?? new Map<string, number>()
  for (const mark of Object.keys(marks)) {
    const marked = valued?.filter((row) => row.of === 'attention' && row.value?.split(' ').includes(mark)) ?? []
    attention.set(
      mark,
      marked.reduce((sum, { fitting }) => sum + fitting, 0),
    )
  }
  return { total, counts }
}

/** How many points that fit have a value: of a facet, or these marks. */
type Valued = { of: Facet; value: string | null; fitting: number }

const valuesIn = (valued: readonly Valued[] | null, facet: Facet) =>
  new Map(valued?.filter((row) => row.of === facet).map(({ value, fitting }) => [value ?? NONE, fitting]))

/** Reads points and adds them up. */
async function ask(
  db: Db,
  {
    values,
    tallied,
    hasWords = false,
  }: { values: RawBuilder<unknown>; tallied: RawBuilder<unknown>; hasWords?: boolean },
): Promise<{ valued: Valued[] | null; tallied: Tallied[] | null }> {
  return await inTransaction(db, async (trx) => {
    // Going through all points takes twice as long as looking up a third of them by an index page by page, which the database guesses to
    // be dearer. Found words lead to points one by one. More workers would keep the cores from who waits for a list.
    await sql`select set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)
      ${hasWords ? sql`` : sql`, set_config('enable_indexscan', 'off', true), set_config('random_page_cost', '1', true)`}`.execute(
      trx,
    )
    const { rows } = await sql<{ valued: Valued[] | null; tallied: Tallied[] | null }>`
      with valued as materialized (${values})
      select (select json_agg(found) from (select of, value, fitting from valued where of <> 'kinds' and fitting > 0) as found) as valued,
        ${tallied} as tallied`.execute(trx)
    return rows[0] ?? { valued: null, tallied: null }
  })
}

/** The points that must be read: those that fit, or also those that fit but for one of the columns of the tally; `fits` tells them apart. */
function pointsToRead(
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  { driver, isLoose }: { driver: Driver | null; isLoose: boolean },
): RawBuilder<unknown> {
  const found = foundPoints(process, filter)
  const ofTally = isLoose ? narrowedBy(filter).filter(isInTally) : []
  const fitsThese = ofTally.map((facet) => fitsFacets(process, { ...allPoints, [facet]: filter[facet] }, by))
  const without: DeskFilter = { ...filter, ...Object.fromEntries(ofTally.map((facet) => [facet, []])) }
  return sql`
    select facets, theme_id, assignee_id, campaign_id, due < ${by.today}::date as is_overdue, return_id is not null as is_returned,
      point_id in (${awaitingAdvice(process)}) as awaits_advice,
      ${isPromisedWithoutChange(process, by.idle ?? [])} as is_without_change, (true ${sql.join(fitsThese, sql` `)}) as fits
    from point_work
    where municipality_id = ${process.municipalityId} and process_id = ${process.id} ${fitsFacets(process, without, by)}
      ${butOne(fitsThese.map((fits) => sql`(true ${fits})`))}
      ${driver ? sql`and ${driver.column} = any(${driver.values}::${driver.type}[])` : sql``}
      ${found === null ? sql`` : sql`and point_id in (${found})`}`
}

/** Points by each value: of the facets whose values are rows, of the marks together, and by their kind where that is asked for. */
function valuesOf(points: RawBuilder<unknown>, of: readonly Facet[], byKind: boolean): RawBuilder<unknown> {
  const rowsOf = of.filter(isRowFacet).map((facet) => ({ facet, column: rowColumns[facet] }))
  const marked = of.includes('attention') ? [sql`(${sql.join(Object.values(marks))})`] : []
  const sets = [...(byKind ? [sql`(facets)`] : []), ...rowsOf.map(({ column }) => sql`(${column})`), ...marked]
  const whichOf = [
    ...(byKind ? [sql`when grouping(facets) = 0 then 'kinds'`] : []),
    ...rowsOf.map(({ facet, column }) => sql`when grouping(${column}) = 0 then ${sql.lit(facet)}`),
    ...marked.map((mark) => sql`when grouping${mark} = 0 then 'attention'`),
  ]
  const value = [
    ...rowsOf.map(({ column }) => sql`${column}::text`),
    ...(marked.length === 0 ? [] : [namesOfMarks]),
    sql`null`,
  ]
  return sql`
    select case ${sql.join(whichOf, sql` `)} end as of, ${byKind ? sql`facets` : sql`null::bigint`} as facets,
      coalesce(${sql.join(value)}) as value, count(*)::int as points, count(*) filter (where fits)::int as fitting
    from (${points}) as read group by grouping sets (${sql.join(sets)})`
}

const namesOfMarks = sql`nullif(concat_ws(' ', ${sql.join(
  Object.entries(marks).map(([name, mark]) => sql`case when ${mark} then ${sql.lit(name)} end`),
)}), '')`
