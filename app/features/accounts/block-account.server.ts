import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { asAdministrator } from './administrators.server.ts'
import { endAllAccess } from './end-sessions.server.ts'

const by = { audience: 'official', needs: 'administrator' } as const
const input = z.object({ accountId: z.string() })

/**
 * Shuts an account: all its sessions end, its devices are strangers again, and links for it no longer work. What the person did stays.
 * Refused for yourself, so that an administrator always remains; a second time changes nothing.
 */
export const blockAccount = act({
  name: 'blockAccount',
  by,
  input,
  refusals: { ownAccount: { says: 'U kunt uw eigen account niet blokkeren. Vraag een andere beheerder' } },
  async run({ trx, by: actor, now, refuse }, given) {
    const accountId = asId(given.accountId)
    await asAdministrator(trx, actor)
    if (accountId === actor.id) refuse('ownAccount')
    const { municipalityId } = actor
    const account = await lockAccount(trx, { municipalityId, accountId })
    if (account.blockedAt) return changedNothing(undefined)
    await accountRow(trx, { municipalityId, accountId }).set({ blockedAt: now }).execute()
    await endAllAccess(trx, { municipalityId, accountId })
    return did(undefined, { subject: { kind: 'account', id: accountId } })
  },
})

/** Opens an account that was blocked; its password is the one it had. A second time changes nothing. */
export const unblockAccount = act({
  name: 'unblockAccount',
  by,
  input,
  refusals: {},
  async run({ trx, by: actor }, given) {
    const owner = { municipalityId: actor.municipalityId, accountId: asId(given.accountId) }
    await asAdministrator(trx, actor)
    if (!(await lockAccount(trx, owner)).blockedAt) return changedNothing(undefined)
    await accountRow(trx, owner).set({ blockedAt: null }).execute()
    return did(undefined, { subject: { kind: 'account', id: owner.accountId } })
  },
})

type Owner = { municipalityId: string; accountId: string }

/** The account, held. Throws NotFound. */
export async function lockAccount(trx: Trx, { municipalityId, accountId }: Owner): Promise<{ blockedAt: Date | null }> {
  const account = await trx
    .selectFrom('account')
    .select('blockedAt')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw new NotFound()
  return account
}

const accountRow = (trx: Trx, { municipalityId, accountId }: Owner) =>
  trx.updateTable('account').where('municipalityId', '=', municipalityId).where('id', '=', accountId)
