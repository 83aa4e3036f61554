import type { Actor } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { responseChanged } from './notice.server.ts'
import type { ResponseRow } from './response-to-change.server.ts'

/** Writes down that someone of the organisation opened its invitation; only the first time is news. */
export async function markOpened(
  db: Db | Trx,
  by: Actor,
  { municipalityId, id, processId, openedAt }: ResponseRow,
  now: Date,
): Promise<void> {
  if (openedAt !== null) return
  await inTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('response')
      .set({ openedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .where('openedAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'openResponse',
      subject: { kind: 'response', id },
      processId,
    })
    await responseChanged(trx, id)
  })
}
