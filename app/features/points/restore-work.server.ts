import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { changeWork, workFields, type WorkValues } from './change-work.server.ts'

/**
 * Gives points back what they had before an event, those that still have everything which it gave them and are not public; the others
 * stay as they are. A release is not given back: what it was given for may have changed. Neither is a further step, but to points for
 * which `mayGoOn` holds, a condition on `point_work`. Gives how many got it back, under the new event. Whoever calls it holds the process
 * and records the event.
 */
export async function restoreWork(
  trx: Trx,
  process: ProcessRef,
  { eventId, of, mayGoOn = sql`false` }: { eventId: string; of: string; mayGoOn?: RawBuilder<unknown> },
  now: Date,
): Promise<number> {
  const { municipalityId } = process
  const { rows } = await sql<{ field: string }>`
    select distinct field from point_history where municipality_id = ${municipalityId} and event_id = ${of}`.execute(
    trx,
  )
  const parts = workFields.filter(({ field }) => rows.some((row) => row.field === field))
  if (parts.length === 0) return 0
  const past = (field: string) => sql`
    from point_history as past
    where past.municipality_id = ${municipalityId} and past.point_id = point_work.point_id and past.event_id = ${of} and past.field = ${field}`
  const stillHas = parts.map(
    ({ field, column }) =>
      sql`not exists (select ${past(field)} and past.to_value is distinct from point_work.${sql.ref(column)}::text)`,
  )
  const points = sql`
    select point_work.point_id from point_work
    where point_work.municipality_id = ${municipalityId} and not is_public
      and point_work.point_id in (select point_id from point_history where municipality_id = ${municipalityId} and event_id = ${of})
      and ${sql.join(stillHas, sql` and `)}
      and (not exists (select ${past('step')} and past.from_value::int > point_work.step) or ${mayGoOn})`
  // A point of which this part did not change has no row: it keeps what it has.
  const change: WorkValues = Object.fromEntries(
    parts.map(({ part, column, field }): [string, RawBuilder<unknown>] => [
      part,
      sql`(coalesce((select array_agg(past.from_value) ${past(field)} ${part === 'isReleased' ? sql`and from_value = 'false'` : sql``}),
        array[point_work.${sql.ref(column)}::text]))[1]`,
    ]),
  )
  return changeWork(trx, process, { eventId, points, change }, now)
}
