import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { notice } from '#app/features/rankings/notice.server.ts'
import { isHere } from '#app/live/presence.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { boardFor, type BoardRef } from './board-view.server.ts'

/**
 * Writes down that the board of a member is there, or was left. Others are notified when that is news: also when a page that was
 * opened anew is there before the old one said that it left, or when a site ended without saying anything.
 */
export async function markBoardPresence(
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

/** Shows the others of the group that someone is writing about a topic; nothing when they stopped. It is not stored. */
export const showTypingOnBoard = act({
  name: 'showTypingOnBoard',
  by: { audience: 'council' },
  on: 'process',
  input: z.object({ groupId: z.string(), topicId: z.union([z.literal(''), z.uuid()]) }),
  refusals: {},
  async run({ trx, by, process }, { groupId, topicId }) {
    const { ref } = await boardFor(trx, by, process, groupId)
    const { sessionId } = ref
    if (by.id !== null)
      await notice(trx, { sessionId, groupId, typing: { accountId: by.id, topicId: topicId || null } })
    return changedNothing(undefined)
  },
})
