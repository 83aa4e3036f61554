import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'

/** What of the work on points can change; what is left out stays as it is, null takes it away. */
export type WorkChange = {
  themeId?: string | null
  /** Number of the chapter of the plan that the points are about. */
  chapter?: string | null
  /** Position among the steps of the process. */
  step?: number
  assigneeId?: string | null
  dueOn?: LocalDate | null
  campaignId?: string | null
  isReleased?: boolean
  /** The event by which the points were sent back, until the step is completed again. */
  returnId?: string | null
}

/** The column of each part, its type, and what the history calls it. */
const columns: Record<keyof WorkChange, { column: string; type: string; field: string }> = {
  themeId: { column: 'theme_id', type: 'uuid', field: 'theme' },
  chapter: { column: 'chapter', type: 'text', field: 'chapter' },
  step: { column: 'step', type: 'smallint', field: 'step' },
  assigneeId: { column: 'assignee_id', type: 'uuid', field: 'assignee' },
  dueOn: { column: 'due_on', type: 'date', field: 'dueOn' },
  campaignId: { column: 'campaign_id', type: 'uuid', field: 'campaign' },
  isReleased: { column: 'is_released', type: 'boolean', field: 'release' },
  returnId: { column: 'return_id', type: 'uuid', field: 'return' },
}

/** The parts of the work, each with its column and what the history calls it. */
export const workFields = Object.entries(columns).map(([part, { column, field }]) => ({ part, column, field }))

/** Whether a name is that of a part of the work. */
const isPart = (name: string): name is keyof WorkChange => name in columns

/** New values; an expression over the row of `point_work` gives each point its own. */
export type WorkValues = { [Part in keyof WorkChange]: WorkChange[Part] | RawBuilder<unknown> }

/**
 * Changes the work on points of a process that is held, one or very many in one statement, and keeps from what to what in
 * the history of each under this event. Points are ids or a subquery of ids; of another process, those that are public,
 * and those that have these values already, are passed over. Gives how many changed. Whoever calls it checks what may change, and records the event.
 */
export async function changeWork(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  { eventId, points, change }: { eventId: string; points: readonly string[] | RawBuilder<unknown>; change: WorkValues },
  now: Date,
): Promise<number> {
  const parts = Object.keys(change)
    .filter(isPart)
    .filter((part) => change[part] !== undefined)
    .map((part) => {
      const { column, type, field } = columns[part]
      return {
        column: sql.ref(column),
        to: sql.ref(`to_${column}`),
        field,
        value: sql`(${change[part]})::${sql.raw(type)}`,
      }
    })
  if (parts.length === 0) return 0
  const ids = Array.isArray(points) ? sql`= any(${points}::uuid[])` : sql`in (${points})`
  const { rows } = await sql<{ count: number }>`
    with chosen as materialized (
      select point_id, ${sql.join(parts.map(({ column, to, value }) => sql`${column}, ${value} as ${to}`))}
      from point_work
      where municipality_id = ${municipalityId} and process_id = ${processId} and point_id ${ids} and not is_public
        and (${sql.join(parts.map(({ column }) => column))}) is distinct from (${sql.join(parts.map(({ value }) => value))})
      order by point_id for no key update
    ),
    changed as (
      update point_work set changed_at = ${now}, ${sql.join(parts.map(({ column, to }) => sql`${column} = chosen.${to}`))}
      from chosen
      where point_work.municipality_id = ${municipalityId} and point_work.point_id = chosen.point_id
    ),
    kept as (
      insert into point_history (municipality_id, process_id, point_id, event_id, field, from_value, to_value)
      select ${municipalityId}, ${processId}, point_id, ${eventId}, each.field, each.from_value, each.to_value
      from chosen cross join lateral (values ${sql.join(
        parts.map(({ column, to, field }) => sql`(${field}, chosen.${column}::text, chosen.${to}::text)`),
      )}) as each (field, from_value, to_value)
      where each.from_value is distinct from each.to_value
    )
    select count(*)::int as count from chosen`.execute(trx)
  return rows[0]?.count ?? 0
}
