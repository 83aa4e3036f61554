import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import type { QuotedRange } from './quoted-range.ts'

/** One thing that changed of a point, by the event that says who did it and when. Values are ids and codes, never what people wrote. */
export type PointHistory = { eventId: string; pointId: string; field: string; from: string | null; to: string | null }

/** Keeps from what to what points changed; what stayed the same is passed over. */
export async function keepHistory(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  changes: readonly PointHistory[],
): Promise<void> {
  const rows = changes.filter(({ from, to }) => from !== to)
  if (rows.length === 0) return
  await sql`
    insert into point_history (municipality_id, process_id, point_id, event_id, field, from_value, to_value)
    select ${municipalityId}, ${processId}, point_id, event_id, field, "from", "to"
    from ${givenRows({ eventId: 'uuid', pointId: 'uuid', field: 'text', from: 'text', to: 'text' }, rows)}`.execute(trx)
}

/** How the history names a piece of the text; null for a point in words of the municipality. */
export const rangeCode = (range: QuotedRange | null): string | null => range && `${range.start}-${range.end}`
