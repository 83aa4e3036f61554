import { sql, type RawBuilder } from 'kysely'
import { tallyFacets, tallyHas, tallyMarks } from '#app/features/points/tally-columns.ts'
import { tallyByValue } from '#app/features/points/work-tally.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { Looking } from './chosen-points.server.ts'
import { ME, narrowedBy, NONE, type DeskFilter, type Facet } from './desk-filter.ts'

const columns = new Map<Facet, RawBuilder<unknown>>(tallyFacets.map((facet) => [facet, sql.ref(facet)]))

/** Facets whose values are rows: `point_tally` only has whether a point has one, `point_tally_value` counts each. */
const rowFacets = tallyHas satisfies Partial<Record<Facet, string>>
type RowFacet = keyof typeof rowFacets
const rowFacetNames = ['theme', 'assignee', 'campaign'] as const satisfies readonly RowFacet[]
const isRowFacet = (facet: Facet): facet is RowFacet => facet in rowFacets

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

/**
 * What a filter is best looked up by: the choice that the fewest points fit, of those that are counted beforehand. Null
 * when it narrows nothing of that.
 */
export async function bestDriver(
  db: Db,
  { municipalityId, id }: ProcessRef,
  filter: DeskFilter,
  by: Looking,
): Promise<Driver | null> {
  const own = sql`municipality_id = ${municipalityId} and process_id = ${id}`
  const narrowed = narrowedBy(filter)
  const known = narrowed.flatMap((facet) => inTally(facet, filter[facet]) ?? [])
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

/** How many points of a process have each value of each facet, from what is counted beforehand; 'overdue' is not among it. */
export async function tallies(
  db: Db,
  process: ProcessRef,
): Promise<{ total: number; counts: Map<Facet, Map<string, number>> }> {
  const of = [...columns]
  const refs = of.map(([, column]) => column)
  const [{ rows }, ...values] = await Promise.all([
    sql<Tallied>`
      select grouping(${sql.join(refs)}) as over, coalesce(${sql.join(
        refs.map((ref) => sql`${ref}::text`),
        sql`, `,
      )}) as value, sum(points)::int as points,
        ${sql.join(Object.entries(sums).map(([name, rows]) => sql`coalesce(sum(points) filter (where ${rows}), 0)::int as ${sql.ref(name)}`))}
      from point_tally where municipality_id = ${process.municipalityId} and process_id = ${process.id}
      group by grouping sets (${sql.join(refs.map((ref) => sql`(${ref})`))}, ()) having sum(points) <> 0`.execute(db),
    ...rowFacetNames.map(async (facet) => [facet, await tallyByValue(db, process, facet)] as const),
  ])
  const whole = rows.find(({ over }) => over === 2 ** of.length - 1)
  const counts = new Map<Facet, Map<string, number>>(
    of.map(([facet], at) => {
      const own = rows.filter((row) => row !== whole && row.over === overOnly(at, of.length))
      return [facet, new Map(own.map(({ value, points }) => [value ?? NONE, points]))]
    }),
  )
  const { noTheme = 0, noAssignee = 0, noCampaign = 0, findings = 0, changed = 0 } = whole ?? {}
  const none = { theme: noTheme, assignee: noAssignee, campaign: noCampaign }
  for (const [facet, found] of values) counts.set(facet, new Map([[NONE, none[facet]], ...found]))
  counts.set('attention', new Map(Object.entries({ findings, changed })))
  return { total: whole?.points ?? 0, counts }
}

/** What grouping() says of rows that are added up over one of so many columns: the first is the highest bit, unset where it is that column. */
export const overOnly = (at: number, columnCount: number) => 2 ** columnCount - 1 - 2 ** (columnCount - 1 - at)

/** Sums over rows of `point_tally` that are no column of few values. */
const sums = {
  noTheme: sql`not ${sql.ref(tallyHas.theme)}`,
  noAssignee: sql`not ${sql.ref(tallyHas.assignee)}`,
  noCampaign: sql`not ${sql.ref(tallyHas.campaign)}`,
  findings: sql.ref(tallyMarks.findings),
  changed: sql.ref(tallyMarks.changed),
}

type Tallied = { over: number; value: string | null; points: number } & Record<keyof typeof sums, number>
