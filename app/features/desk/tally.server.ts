import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { Looking } from './chosen-points.server.ts'
import { facets, ME, narrowedBy, NONE, type DeskFilter, type Facet } from './desk-filter.ts'

/** A column of `point_tally`, for facets of few values. */
const columns: Partial<Record<Facet, RawBuilder<unknown>>> = {
  step: sql`step`,
  state: sql`state`,
  disposition: sql`disposition`,
  chapter: sql`chapter`,
  round: sql`round`,
  kind: sql`kind`,
  channel: sql`channel`,
  timeliness: sql`timeliness`,
}

/** Facets whose values are rows: `point_tally` only has whether a point has one, `point_tally_value` counts each. */
const rowFacets = {
  theme: sql`has_theme`,
  assignee: sql`has_assignee`,
  campaign: sql`has_campaign`,
} satisfies Partial<Record<Facet, RawBuilder<unknown>>>
type RowFacet = keyof typeof rowFacets
const isRowFacet = (facet: Facet): facet is RowFacet => facet in rowFacets

const marks: Record<string, RawBuilder<unknown>> = {
  findings: sql`has_findings`,
  changed: sql`changed_since_answer`,
}

/** Which rows of `point_tally` have these values; null when that table does not know. */
function inTally(facet: Facet, values: readonly string[]): RawBuilder<unknown> | null {
  if (isRowFacet(facet)) return values.every((value) => value === NONE) ? sql`not ${rowFacets[facet]}` : null
  if (facet === 'attention') {
    const known = values.map((value) => marks[value])
    return known.every((mark) => mark !== undefined) ? sql`(${sql.join(known, sql` or `)})` : null
  }
  const some = values.filter((value) => value !== NONE)
  const column = columns[facet]
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
  { municipalityId, id }: ProcessRef,
): Promise<{ total: number; counts: Map<Facet, Map<string, number>> }> {
  const own = sql`municipality_id = ${municipalityId} and process_id = ${id}`
  const [{ rows }, { rows: values }] = await Promise.all([
    sql<Record<string, string | number | boolean | null> & { points: number }>`
      select step, state, disposition, chapter, round, kind, channel, timeliness, has_findings, changed_since_answer,
        has_theme, has_assignee, has_campaign, sum(points)::int as points
      from point_tally where ${own} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13`.execute(db),
    sql<{ field: RowFacet; value: string; points: number }>`
      select field, value, sum(points)::int as points from point_tally_value where ${own}
      group by field, value having sum(points) > 0`.execute(db),
  ])
  const counts = new Map(facets.map((facet) => [facet, new Map<string, number>()]))
  const add = (facet: Facet, value: string, points: number) => {
    const of = counts.get(facet)
    of?.set(value, (of.get(value) ?? 0) + points)
  }
  for (const row of rows) {
    for (const [facet] of Object.entries(columns) as [Facet, unknown][]) {
      const value = row[facet]
      add(facet, value === null || value === undefined ? NONE : String(value), row.points)
    }
    if (row.hasFindings) add('attention', 'findings', row.points)
    if (row.changedSinceAnswer) add('attention', 'changed', row.points)
    if (!row.hasTheme) add('theme', NONE, row.points)
    if (!row.hasAssignee) add('assignee', NONE, row.points)
    if (!row.hasCampaign) add('campaign', NONE, row.points)
  }
  for (const { field, value, points } of values) add(field, value, points)
  return { total: rows.reduce((sum, { points }) => sum + points, 0), counts }
}
