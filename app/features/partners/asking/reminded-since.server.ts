import { sql } from 'kysely'
import type { Trx } from '#db/client.server.ts'
import type { Receiver } from './mail-people.server.ts'

/** Those who got no reminder about their response since a moment, by hand or by the calendar. */
export async function notRemindedSince(
  trx: Trx,
  municipalityId: string,
  receivers: readonly Receiver[],
  since: Date,
): Promise<Receiver[]> {
  const { rows } = await sql<{ whom: string }>`
    select split_part(message_key, ':', 2) || ':' || split_part(message_key, ':', 3) as whom from notification
    where municipality_id = ${municipalityId} and template = 'partnerReminder'
      and split_part(message_key, ':', 2) = any(${receivers.map(({ responseId }) => responseId)}) and created_at >= ${since}`.execute(
    trx,
  )
  const reminded = new Set(rows.map(({ whom }) => whom))
  return receivers.filter(({ responseId, personId }) => !reminded.has(`${responseId}:${personId}`))
}
