import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { awaitingAdvice, fitsFacets, foundPoints, type Looking } from './chosen-points.server.ts'
import { facets, narrowedBy, NONE, type DeskFilter, type Facet } from './desk-filter.ts'
import { bestDriver, overOnly, tallies } from './tally.server.ts'

/** How many points fit a filter, and how many would with a value of a facet. */
export type FacetCounts = { total: number; counts: Map<Facet, Map<string, number>> }

/** Above this a number says nothing that a person can work with, and is shown as 'meer dan'. */
export const COUNTED_TO = 10_000

const grouped = {
  theme: 'themeId',
  assignee: 'assigneeId',
  step: 'step',
  state: 'state',
  disposition: 'disposition',
  chapter: 'chapter',
  round: 'round',
  kind: 'kind',
  channel: 'channel',
  timeliness: 'timeliness',
  campaign: 'campaignId',
} as const
type Grouped = keyof typeof grouped
const isGrouped = (facet: Facet): facet is Grouped => facet in grouped

type Row = Partial<Record<(typeof grouped)[Grouped], string | number | null>> & {
  /** Which columns the row adds up over, a bit for each. */
  over: number
  points: number
  findings: number
  overdue: number
  changed: number
  advice: number
  returned: number
}

/**
 * How many points each value of each facet would give beside the rest of the filter. Without a filter from what is
 * counted beforehand; with one the points that fit are counted, so this is for after the list.
 */
export async function facetCounts(db: Db, process: ProcessRef, filter: DeskFilter, by: Looking): Promise<FacetCounts> {
  const narrowed = narrowedBy(filter)
  const beforehand = await allTallies(db, process, by)
  if (narrowed.length === 0 && filter.search === '') return beforehand
  // A facet counts its own values as if it narrowed nothing, for more of them can be chosen.
  const [fitting, ...others] = await Promise.all([
    countedOver(db, process, filter, by, facets),
    ...narrowed.map((facet) =>
      narrowed.length === 1 && filter.search === ''
        ? beforehand
        : countedOver(db, process, { ...filter, [facet]: [] }, by, [facet]),
    ),
  ])
  const counts = new Map(fitting.counts)
  narrowed.forEach((facet, at) => counts.set(facet, others[at]?.counts.get(facet) ?? new Map()))
  return { total: fitting.total, counts }
}

/** What is counted beforehand, with the few that are late, were sent back or wait for advice: an index has just these. */
async function allTallies(db: Db, process: ProcessRef, by: Looking): Promise<FacetCounts> {
  const [found, overdue, returned, advice] = await Promise.all([
    tallies(db, process),
    countOverdue(db, process, by),
    countSome(db, process, sql`return_id is not null`),
    countAwaitingAdvice(db, process),
  ])
  found.counts.get('attention')?.set('overdue', overdue).set('returned', returned).set('advice', advice)
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

async function countedOver(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  of: readonly Facet[],
): Promise<FacetCounts> {
  const found = foundPoints(process, filter)
  const driver = await bestDriver(db, process, filter, by)
  const columns = of.filter(isGrouped).map((facet) => grouped[facet])
  const refs = columns.map((column) => sql.ref(column))
  const { rows } = await sql<Row>`
    with fitting as (
      select * from point_work
      where municipality_id = ${process.municipalityId} and process_id = ${process.id} ${fitsFacets(process, filter, by)}
        ${driver ? sql`and ${driver.column} = any(${driver.values}::${driver.type}[])` : sql``}
        ${found === null ? sql`` : sql`and point_id in (${found})`}
    )
    select ${refs.length === 0 ? sql`0` : sql`grouping(${sql.join(refs)})`} as over ${refs.length === 0 ? sql`` : sql`, ${sql.join(refs)}`},
      count(*)::int as points, count(*) filter (where has_findings)::int as findings,
      count(*) filter (where changed_since_answer)::int as changed, count(*) filter (where due < ${by.today}::date)::int as overdue,
      count(*) filter (where point_id in (${awaitingAdvice(process)}))::int as advice,
      count(return_id)::int as returned
    from fitting group by grouping sets (${sql.join([...refs.map((ref) => sql`(${ref})`), sql`()`])})`.execute(db)
  const counts = new Map<Facet, Map<string, number>>()
  const everything = 2 ** columns.length - 1
  const whole = rows.find(({ over }) => over === everything)
  for (const facet of of) {
    if (!isGrouped(facet)) {
      const { findings = 0, changed = 0, overdue = 0, returned = 0, advice = 0 } = whole ?? {}
      counts.set(facet, new Map(Object.entries({ findings, changed, overdue, returned, advice })))
      continue
    }
    const over = overOnly(columns.indexOf(grouped[facet]), columns.length)
    const own = rows.filter((row) => row.over === over && row !== whole)
    counts.set(facet, new Map(own.map((row) => [String(row[grouped[facet]] ?? NONE), row.points])))
  }
  return { total: whole?.points ?? 0, counts }
}
