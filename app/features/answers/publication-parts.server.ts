import type { RecipientsQuery } from '#app/features/contributions/recipients.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** Why a room wants the publication to wait, in words for officials, or null. */
type WhyWait = (db: Db | Trx, process: Process, now: Date) => Promise<string | null>

/** What each room has to do with making answers public: who gets a message, and what it has to wait for. */
export type PublicationParts = { recipients: readonly RecipientsQuery[]; waits: readonly WhyWait[] }

/** The first reason to wait, or null. */
export async function whyWaits(
  db: Db | Trx,
  process: Process,
  now: Date,
  { waits }: PublicationParts,
): Promise<string | null> {
  for (const whyWait of waits) {
    const why = await whyWait(db, process, now)
    if (why) return why
  }
  return null
}
