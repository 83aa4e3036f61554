import type { Actor } from '#app/features/accounts/account.ts'
import { HERE_FOR_MS } from '#app/live/presence.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { responseChanged } from './notice.server.ts'

type Where = { municipalityId: string; responseId: string; questionId: string | null }

/** Writes down at which question someone is; the others are told when that is news. */
export async function markPresence(
  db: Db,
  { municipalityId, responseId, questionId }: Where,
  actor: Actor,
  at: Date,
  isNews: boolean,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('responsePresence')
      .values({ municipalityId, responseId, accountId: actor.id, questionId, seenAt: at })
      .onConflict((conflict) =>
        conflict.columns(['municipalityId', 'responseId', 'accountId']).doUpdateSet({ questionId, seenAt: at }),
      )
      .execute()
    if (isNews) await responseChanged(trx, responseId)
  })
}

/**
 * Writes down that someone left: seen so long ago that they are not here any more. Who went on to another question meanwhile
 * is there, and does not leave.
 */
export async function markGone(
  db: Db,
  { municipalityId, responseId, questionId }: Where,
  actor: Actor,
  at: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('responsePresence')
      .set({ questionId: null, seenAt: new Date(at.getTime() - HERE_FOR_MS) })
      .where('municipalityId', '=', municipalityId)
      .where('responseId', '=', responseId)
      .where('accountId', '=', actor.id)
      .where('questionId', 'is not distinct from', questionId)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await responseChanged(trx, responseId)
  })
}
