import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import type { MessageKind } from './message.ts'

type ToTell = {
  kind: MessageKind
  /** Ids of accounts; whoever does it is not told. */
  to: readonly string[]
  /** Who did it; null: the system or the command line. */
  from: string | null
  /** The point that it is about; null when there are more. */
  pointId: string | null
  points?: number
  /** A reason or a note. It is shown at the desk, and never mailed. */
  says?: string
}

/**
 * Tells officials something at the desk, in the transaction of the act; the mail follows by itself, gathered, for who wants it. Ids
 * that are no official of the municipality are passed over. Gives how many were told.
 */
export async function tellColleague(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  { kind, to, from, pointId, points = 1, says = '' }: ToTell,
  now: Date,
): Promise<number> {
  const told = [...new Set(to)].filter((id) => id !== from)
  if (told.length === 0) return 0
  const ids = told.map(() => uuid())
  const { rows } = await sql`
    insert into desk_message (municipality_id, id, account_id, process_id, kind, point_id, points, from_account_id, says, created_at)
    select ${municipalityId}, given.id, account.id, ${processId}, ${kind}, ${pointId}, ${points}, ${from}, ${says}, ${now}
    from unnest(${ids}::uuid[], ${told}::uuid[]) as given (id, account_id)
    join account on account.municipality_id = ${municipalityId} and account.id = given.account_id and account.blocked_at is null
    join membership on membership.municipality_id = ${municipalityId} and membership.account_id = account.id and membership.role = 'official'
    on conflict (municipality_id, account_id, process_id, kind) where read_at is null and kind in ('assigned', 'due')
      do update set points = desk_message.points + excluded.points, point_id = null, mailed_at = null
    returning 1`.execute(trx)
  return rows.length
}
