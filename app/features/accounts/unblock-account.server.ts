import { NotFound } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { Actor } from './account.ts'
import { asAdministrator } from './administrators.server.ts'

/** Opens an account that was blocked; its password is the one it had. A second time changes nothing. */
export async function unblockAccount(
  db: Db,
  by: Actor,
  { accountId }: { accountId: string },
  now: Date,
): Promise<void> {
  const { municipalityId } = by
  await inTransaction(db, async (trx) => {
    await asAdministrator(trx, by)
    const account = await trx
      .selectFrom('account')
      .select('blockedAt')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (!account) throw new NotFound()
    if (!account.blockedAt) return
    await trx
      .updateTable('account')
      .set({ blockedAt: null })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', accountId)
      .execute()
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'unblockAccount',
      subject: { kind: 'account', id: accountId },
    })
  })
}
