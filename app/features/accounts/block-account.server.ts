import { NotFound, Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { Actor } from './account.ts'
import { asAdministrator } from './administrators.server.ts'
import { forgetDevices } from './known-device.server.ts'

/**
 * Shuts an account: all its sessions end, its devices are strangers again, and links for it no longer work. What the person did stays.
 * Refused for yourself, so that an administrator always remains; a second time changes nothing.
 */
export async function blockAccount(db: Db, by: Actor, { accountId }: { accountId: string }, now: Date): Promise<void> {
  const { municipalityId } = by
  await inTransaction(db, async (trx) => {
    await asAdministrator(trx, by)
    if (accountId === by.id) throw new Refused('U kunt uw eigen account niet blokkeren. Vraag een andere beheerder')
    const blocked = await trx
      .updateTable('account')
      .set({ blockedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', accountId)
      .where('blockedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!blocked) {
      const known = await trx
        .selectFrom('account')
        .select('id')
        .where('municipalityId', '=', municipalityId)
        .where('id', '=', accountId)
        .executeTakeFirst()
      if (!known) throw new NotFound()
      return
    }
    await trx
      .deleteFrom('session')
      .where('municipalityId', '=', municipalityId)
      .where('userId', '=', accountId)
      .execute()
    await forgetDevices(trx, { municipalityId, accountId }, 'all')
    await trx
      .deleteFrom('loginLink')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .execute()
    await trx
      .deleteFrom('passwordReset')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .where('usedAt', 'is', null)
      .execute()
    await record(trx, { municipalityId, at: now, by, act: 'blockAccount', subject: { kind: 'account', id: accountId } })
  })
}
