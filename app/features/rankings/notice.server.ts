import { sql } from 'kysely'
import { feedsOf, type LiveEvent } from '#app/live/live-feed.server.ts'
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

/** The boards and projectors that this process of the site serves. */
export const rankingFeeds = feedsOf<RankingNotice>(RANKING_CHANNEL)

/** The board of a group, or with null the screen that shows all of them. */
export function rankingScreen(
  { sessionId, groupId }: { sessionId: string; groupId: string | null },
  load: () => Promise<unknown>,
) {
  return {
    key: `${sessionId} ${groupId ?? 'all'}`,
    load,
    concern(change: RankingNotice): 'read' | LiveEvent | null {
      if (change.sessionId !== sessionId) return null
      // For the group alone: what another group writes about is hidden until the lists are closed.
      if (change.typing)
        return change.groupId === groupId ? { event: 'typing', data: JSON.stringify(change.typing) } : null
      // A change of one group concerns its own board and the screen for all; a change of the session concerns everyone.
      return change.groupId === undefined || groupId === null || change.groupId === groupId ? 'read' : null
    },
  }
}
