import type { RecipientsQuery } from '#app/features/contributions/recipients.server.ts'
import type { Round } from '#app/features/contributions/round.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** Why a room wants publications of a round to wait, in words for officials, or null. */
type WhyWait = { round: Round; why: (db: Db | Trx, process: Process, now: Date) => Promise<string | null> }

/** What each room has to do with making answers public: who gets a message, and what it has to wait for. */
export type PublicationParts = { recipients: readonly RecipientsQuery[]; waits: readonly WhyWait[] }

/** The first reason for a publication of these rounds to wait, or null. */
export async function whyWaits(
  db: Db | Trx,
  process: Process,
  sources: readonly Round[],
  now: Date,
  { waits }: PublicationParts,
): Promise<string | null> {
  for (const { round, why } of waits) {
    const reason = sources.includes(round) ? await why(db, process, now) : null
    if (reason) return reason
  }
  return null
}
