import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { MAX_MOTIVATION_LENGTH } from '#app/features/rankings/session.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { listToChange, recordMove, type ListRef } from './list-to-change.server.ts'

/** Someone else changed the text meanwhile: both are kept, and who writes chooses. */
export type MotivationConflict = { conflict: { theirs: string; yours: string } }

/**
 * Writes why a topic is on the list. `seen` is the text that the writer began from: when it is another by now, nothing is
 * stored and both texts come back, so that nobody writes over another unseen.
 */
export async function writeMotivation(
  db: Db | Trx,
  by: Doer,
  { topicId, text, seen, ...ref }: ListRef & { topicId: string; text: string; seen: string },
  now: Date,
): Promise<{ version: number } | MotivationConflict> {
  if (text.length > MAX_MOTIVATION_LENGTH) {
    throw new Refused(
      `Uw motivatie heeft ${text.length} tekens. Het mogen er ${MAX_MOTIVATION_LENGTH} zijn.`,
      'motivatie',
    )
  }
  return inTransaction(db, async (trx) => {
    const open = await listToChange(trx, by, ref)
    const { municipalityId } = open.session
    const entry = await trx
      .selectFrom('rankingEntry')
      .select(['motivation', 'rank'])
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', open.groupId)
      .where('topicId', '=', topicId)
      .executeTakeFirst()
    if (!entry) throw new NotFound()
    if (entry.motivation === text) return { version: open.version }
    if (entry.motivation !== seen) return { conflict: { theirs: entry.motivation, yours: text } }
    await trx
      .updateTable('rankingEntry')
      .set({ motivation: text })
      .where('municipalityId', '=', municipalityId)
      .where('groupId', '=', open.groupId)
      .where('topicId', '=', topicId)
      .execute()
    return { version: await recordMove(trx, by, open, { kind: 'motivate', topicId, toRank: entry.rank }, now) }
  })
}
