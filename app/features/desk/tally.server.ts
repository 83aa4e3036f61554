import { sql, type RawBuilder } from 'kysely'
import { tallyFacets, tallyHas, tallyMarks } from '#app/features/points/tally-columns.ts'
import { tallyByValue } from '#app/features/points/work-tally.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { Looking } from './chosen-points.server.ts'
import { allPoints, ME, narrowedBy, NONE, type DeskFilter, type Facet } from './desk-filter.ts'

const columns = new Map<Facet, RawBuilder<unknown>>(tallyFacets.map((facet) => [facet, sql.ref(facet)]))

/** Facets whose values are rows: `point_tally` only has whether a point has one, `point_tally_value` counts each. */
const rowFacets = tallyHas satisfies Partial<Record<Facet, string>>
export type RowFacet = keyof typeof rowFacets
const rowFacetNames = ['theme', 'assignee', 'campaign'] as const satisfies readonly RowFacet[]
export const isRowFacet = (facet: Facet): facet is RowFacet => facet in rowFacets

const marks = new Map<string, RawBuilder<unknown>>(
  Object.entries(tallyMarks).map(([mark, column]) => [mark, sql.ref(column)]),
)

/** Which rows of `point_tally` have these values; null when that table does not know. */
function inTally(facet: Facet, values: readonly string[]): RawBuilder<unknown> | null {
  if (isRowFacet(facet)) return values.every((value) => value === NONE) ? sql`not ${sql.ref(rowFacets[facet])}` : null
  if (facet === 'attention') {
    const known = values.map((value) => marks.get(value))
    return known.every((mark) => mark !== undefined) ? sql`(${sql.join(known, sql` or `)})` : null
  }
  const some = values.filter((value) => value !== NONE)
  const column = columns.get(facet)
  return sql`(${column}::text = any(${some}::text[]) ${some.length < values.length ? sql`or ${column} is null` : sql``})`
}

/** Values of one column of `point_work`, of which an index finds the points in order, with how many points have them. */
export type Driver = { column: RawBuilder<unknown>; type: RawBuilder<unknown>; values: string[]; points: number[] }

const sumOf = ({ points }: Driver) => points.reduce((sum, count) => sum + count, 0)

/** That all of some conditions are true but for one at most; nothing when there is one. Begins with 'and'. */
export const butOne = (conditions: RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length < 2
    ? sql``
    : sql`and ${sql.join(
        conditions.map((condition) => sql`(not coalesce(${condition}, false))::int`),
        sql` + `,
      )} <= 1`

/**
 * What a filter is best looked up by: the choice that the fewest points fit, of those that are counted beforehand. Null
 * when it narrows nothing of that. `isLoose` is for points that also may fit but for one facet of the tally.
 */
export async function bestDriver(
  db: Db,
  { municipalityId, id }: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  isLoose = false,
): Promise<Driver | null> {
  const own = sql`municipality_id = ${municipalityId} and process_id = ${id}`
  const narrowed = narrowedBy(filter)
  const conditionsOf = (some: readonly Facet[]) => some.flatMap((facet) => inTally(facet, filter[facet]) ?? [])
  const ofTally = narrowed.filter(isInTally)
  const known = isLoose
    ? [
        ...conditionsOf(narrowed.filter((facet) => !isInTally(facet))),
        ...(ofTally.length < 2 ? [] : [sql`true ${butOne(conditionsOf(ofTally))}`]),
      ]
    : conditionsOf(narrowed)
  const rowsOf = narrowed.filter(isRowFacet).filter((facet) => !filter[facet].includes(NONE))
  const statements = [
    ...(known.length === 0
      ? []
      : [
          sql`select 'facets' as field, facets::text as value, sum(points)::int as points from point_tally
            where ${own} and ${sql.join(known, sql` and `)} group by facets having sum(points) > 0`,
        ]),
    ...rowsOf.map((facet) => {
      const values = filter[facet].map((value) => (value === ME ? by.accountId : value))
      return sql`select field, value::text, sum(points)::int as points from point_tally_value
        where ${own} and field = ${facet} and value = any(${values}::uuid[]) group by field, value having sum(points) > 0`
    }),
  ]
  if (statements.length === 0) return null
  const { rows } = await sql<{ field: string; value: string; points: number }>`
    ${sql.join(statements, sql` union all `)}`.execute(db)
  const driverOf = (field: string, column: RawBuilder<unknown>, type: RawBuilder<unknown>): Driver => {
    const of = rows.filter((row) => row.field === field)
    return { column, type, values: of.map(({ value }) => value), points: of.map(({ points }) => points) }
  }
  const drivers = [
    ...(known.length === 0 ? [] : [driverOf('facets', sql`facets`, sql`bigint`)]),
    ...rowsOf.map((facet) => driverOf(facet, sql.ref(`${facet}_id`), sql`uuid`)),
  ]
  return drivers.reduce((best, driver) => (sumOf(driver) < sumOf(best) ? driver : best))
}

/**
 * The kinds of points that fit a filter of columns of the tally; those that do not (`isRest`), when more than half of the points
 * fit.
 */
export async function smallerPart(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
): Promise<{ driver: Driver; isRest: boolean }> {
  const conditions = narrowedBy(filter).flatMap((facet) => inTally(facet, filter[facet]) ?? [])
  const { rows } = await sql<{ isRest: boolean; value: string | null; points: number }>`
    with kinds as materialized (
      select facets, sum(points)::int as points, bool_and(coalesce(${sql.join(conditions, sql` and `)}, false)) as fits
      from (${tallyOf(process)}) as tally group by facets having sum(points) > 0),
    chosen as (
      select coalesce(sum(points) filter (where fits), 0) > coalesce(sum(points) filter (where not fits), 0) as is_rest from kinds)
    select is_rest, facets::text as value, points from chosen left join kinds on fits <> is_rest`.execute(db)
  const kinds = rows.flatMap(({ value, points }) => (value === null ? [] : [{ value, points }]))
  const driver = { column: sql`facets`, type: sql`bigint`, values: kinds.map(({ value }) => value) }
  return { driver: { ...driver, points: kinds.map(({ points }) => points) }, isRest: rows[0]?.isRest ?? false }
}

/** Facets that `point_tally` has the values of: a filter of these is counted without reading points. */
export const isInTally = (facet: Facet): boolean => columns.has(facet)

/** How many points of a process have each value of each facet, from what is counted beforehand; 'overdue' is not among it. */
export async function tallies(
  db: Db,
  process: ProcessRef,
): Promise<{ total: number; counts: Map<Facet, Map<string, number>> }> {
  const [{ rows }, values] = await Promise.all([
    sql<Tallied>`${talliedOver(tallyOf(process), allPoints)}`.execute(db),
    keptValues(db, process, rowFacetNames),
  ])
  const { total, counts } = fromTallied(rows, allPoints)
  return { total, counts: new Map([...counts, ...values]) }
}

/** How many points of a process have each theme, assignee or campaign, and none, from what is counted beforehand. */
export async function keptValues(
  db: Db,
  process: ProcessRef,
  of: readonly RowFacet[],
): Promise<Map<Facet, Map<string, number>>> {
  const sums = of.map(
    (facet) => sql`coalesce(sum(points) filter (where not ${sql.ref(rowFacets[facet])}), 0)::int as ${sql.ref(facet)}`,
  )
  const [{ rows }, ...values] = await Promise.all([
    sql<Partial<Record<RowFacet, number>>>`select ${sql.join(sums)} from (${tallyOf(process)}) as tally`.execute(db),
    ...of.map((facet) => tallyByValue(db, process, facet)),
  ])
  return new Map(of.map((facet, at) => [facet, new Map([[NONE, rows[0]?.[facet] ?? 0], ...(values[at] ?? [])])]))
}

/** The rows of `point_tally` of a process, to add up. */
export const tallyOf = ({ municipalityId, id }: ProcessRef): RawBuilder<unknown> => sql`
  select * from point_tally where municipality_id = ${municipalityId} and process_id = ${id}`

/** What each of these numbers of `point_tally.facets` means, as a statement: one row for each. */
export const kindsOf = (process: ProcessRef, which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select facets, ${sql.join(tallyColumns.map(([, column]) => sql`min(${column}) as ${column}`))},
    bool_or(has_findings) as has_findings, bool_or(changed_since_answer) as changed_since_answer
  from (${tallyOf(process)} and ${which}) as tally group by facets`

const tallyColumns = [...columns]

/**
 * Adds up rows that have the columns of `point_tally`, over each of them: a row for each value, and one for all. `points` is
 * of what fits the filter in these columns; for each facet of them that is narrowed there is one more sum, of what fits without it.
 */
export function talliedOver(rows: RawBuilder<unknown>, filter: DeskFilter): RawBuilder<Tallied> {
  const refs = tallyColumns.map(([, column]) => column)
  const narrowed = narrowedBy(filter).filter(isInTally)
  const fits = (facets: readonly Facet[], also: RawBuilder<unknown>[] = []) => {
    const conditions = [...facets.flatMap((facet) => inTally(facet, filter[facet]) ?? []), ...also]
    return sql`coalesce(sum(points) filter (where ${conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)}), 0)::int`
  }
  const beside = narrowed.map(
    (facet) => sql`, ${fits(narrowed.filter((other) => other !== facet))} as ${sql.ref(facet)}`,
  )
  return sql<Tallied>`
    select grouping(${sql.join(refs)}) as over, coalesce(${sql.join(
      refs.map((ref) => sql`${ref}::text`),
      sql`, `,
    )}) as value, ${fits(narrowed)} as points,
      ${sql.join(Object.entries(marked).map(([name, mark]) => sql`${fits(narrowed, [mark])} as ${sql.ref(name)}`))}
      ${sql.join(beside, sql` `)}
    from (${rows}) as tallied group by grouping sets (${sql.join(refs.map((ref) => sql`(${ref})`))}, ())`
}

/** What `talliedOver` found: each facet of the tally counts its own values as if it narrowed nothing. */
export function fromTallied(
  rows: readonly Tallied[],
  filter: DeskFilter,
): { total: number; counts: Map<Facet, Map<string, number>> } {
  const whole = rows.find(({ over }) => over === 2 ** tallyColumns.length - 1)
  const counts = new Map<Facet, Map<string, number>>(
    tallyColumns.map(([facet], at) => {
      const own = rows.filter((row) => row !== whole && row.over === overOnly(at, tallyColumns.length))
      const sumOf = (row: Tallied) => (filter[facet].length > 0 ? (row[facet as keyof Sums] ?? 0) : row.points)
      return [
        facet,
        new Map(own.flatMap((row) => (sumOf(row) === 0 ? [] : [[row.value ?? NONE, sumOf(row)] as const]))),
      ]
    }),
  )
  const { findings = 0, changed = 0 } = whole ?? {}
  counts.set('attention', new Map(Object.entries({ findings, changed })))
  return { total: whole?.points ?? 0, counts }
}

/** What grouping() says of rows that are added up over one of so many columns: the first is the highest bit, unset where it is that column. */
const overOnly = (at: number, columnCount: number) => 2 ** columnCount - 1 - 2 ** (columnCount - 1 - at)

/** Sums over rows of `point_tally` that are no column of few values. */
const marked = {
  findings: sql.ref(tallyMarks.findings),
  changed: sql.ref(tallyMarks.changed),
}

type Sums = Partial<Record<Exclude<Facet, RowFacet | 'attention'>, number>>

/** A row of what is added up: over which column, its value there, and the points. */
export type Tallied = { over: number; value: string | null; points: number } & Record<keyof typeof marked, number> &
  Sums
