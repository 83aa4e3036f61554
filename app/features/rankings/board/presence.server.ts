import type { Actor } from '#app/features/accounts/account.ts'
import { notice } from '#app/features/rankings/notice.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { BoardRef } from './board-view.server.ts'

/** Writes down that the board of a member is there, or was left (null); others are told when that is news. */
export async function markPresence(db: Db, { municipalityId, sessionId, groupId }: BoardRef, actor: Actor, at: Date | null, isNews: boolean): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('groupMember')
      .set({ seenAt: at })
      .where('municipalityId', '=', municipalityId)
      .where('sessionId', '=', sessionId)
      .where('groupId', '=', groupId)
      .where('accountId', '=', actor.id)
      .executeTakeFirst()
    if (numUpdatedRows > 0n && isNews) await notice(trx, { sessionId, groupId })
  })
}
