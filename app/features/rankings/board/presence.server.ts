import type { Actor } from '#app/features/accounts/account.ts'
import { notice } from '#app/features/rankings/notice.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { BoardRef } from './board-view.server.ts'

/** A board tells every ten seconds that it is there; one that was silent for longer is gone. */
const HERE_FOR_MS = 25_000

/** Whether a member who was last seen then is there now; null is who left. */
export function isHere(seenAt: Date | null, now: Date): boolean {
  return seenAt !== null && now.getTime() - seenAt.getTime() < HERE_FOR_MS
}

/**
 * Writes down that the board of a member is there, or was left. Others are told when that is news: also when a page that was
 * opened anew is there before the old one said that it left, or when a site ended without saying anything.
 */
export async function markPresence(
  db: Db,
  { municipalityId, sessionId, groupId }: BoardRef,
  actor: Actor,
  now: Date,
  isThere: boolean,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const member = await trx
      .selectFrom('groupMember')
      .select('seenAt')
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', groupId)
      .where('accountId', '=', actor.id)
      .forUpdate()
      .executeTakeFirst()
    if (!member) return
    await trx
      .updateTable('groupMember')
      .set({ seenAt: isThere ? now : null })
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', groupId)
      .where('accountId', '=', actor.id)
      .execute()
    if (isHere(member.seenAt, now) !== isThere) await notice(trx, { sessionId, groupId })
  })
}

/** Tells the others of the group that someone is writing about a topic; null when they stopped. */
export async function tellTyping(
  db: Db,
  { sessionId, groupId }: BoardRef,
  actor: Actor,
  topicId: string | null,
): Promise<void> {
  await inTransaction(db, (trx) => notice(trx, { sessionId, groupId, typing: { accountId: actor.id, topicId } }))
}
