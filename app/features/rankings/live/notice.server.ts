import { sql } from 'kysely'
import type { Trx } from '#db/client.server.ts'

/** The channel on which PostgreSQL tells every process of the site that something of a session changed. */
export const RANKING_CHANNEL = 'saomen_ranking'

/** What changed; who hears of it reads the rest. `typing` is not stored: it passes. */
export type RankingNotice = {
  sessionId: string
  groupId?: string
  typing?: { accountId: string; topicId: string | null }
}

/** Tells that something changed, when and only when the act is committed. */
export async function notice(trx: Trx, change: RankingNotice): Promise<void> {
  await sql`select pg_notify(${RANKING_CHANNEL}, ${JSON.stringify(change)})`.execute(trx)
}
