import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { Actor } from './account.ts'

/** Ends one of someone's own sessions, or all of them. What is not theirs, or already ended, changes nothing. */
export async function endSessions(db: Db, by: Actor, which: { storedId: string } | 'all', now: Date): Promise<void> {
  const { municipalityId } = by
  await inTransaction(db, async (trx) => {
    let mine = trx.deleteFrom('session').where('municipalityId', '=', municipalityId).where('userId', '=', by.id)
    if (which !== 'all') mine = mine.where('id', '=', which.storedId)
    const ended = await mine.returning('id').execute()
    if (ended.length === 0) return
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'endSessions',
      subject: { kind: 'account', id: by.id },
      detail: { ended: ended.length },
    })
  })
}
