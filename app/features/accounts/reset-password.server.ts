import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { refuseGuessable } from './guessable-password.server.ts'
import { endAllAccess } from './end-sessions.server.ts'
import { hashOfToken } from './link-token.server.ts'
import { hashPassword } from './password.server.ts'
import { notifyOfNewPassword } from './notify-owner.server.ts'

/** Whose password a link may change, or null when it is unknown, used or expired, or the account is blocked. */
export async function accountOfResetToken(
  db: Db | Trx,
  municipalityId: string,
  token: string | null,
  now: Date,
): Promise<{ accountId: string; email: string; name: string } | null> {
  if (!token) return null
  const found = await db
    .selectFrom('passwordReset')
    .innerJoin('account', (join) =>
      join
        .onRef('account.municipalityId', '=', 'passwordReset.municipalityId')
        .onRef('account.id', '=', 'passwordReset.accountId'),
    )
    .select(['passwordReset.accountId', 'account.email', 'account.name'])
    .where('passwordReset.municipalityId', '=', municipalityId)
    .where('passwordReset.tokenHash', '=', hashOfToken(token))
    .where('passwordReset.usedAt', 'is', null)
    .where('passwordReset.expiresAt', '>', now)
    .where('account.blockedAt', 'is', null)
    .executeTakeFirst()
  return found ?? null
}

/**
 * Sets a new password with the link from the message. All sessions of the account end, its devices are strangers again (one of
 * them may be why), other links no longer work, and the owner gets a message. Works once. In the record the account is who did it.
 */
export const resetPassword = act({
  name: 'resetPassword',
  by: { audience: 'everyone' },
  needs: ['baseUrl'],
  input: z.object({ token: z.string().default(''), password: z.string().default('') }),
  refusals: { linkIsDead: { says: 'Deze link werkt niet meer. Een link werkt één keer en hoogstens een uur.' } },
  async prepare({ db, by: { municipalityId }, now, refuse }, { token, password }) {
    const account = await accountOfResetToken(db, municipalityId, token, now)
    if (!account) return refuse('linkIsDead')
    const { accountId, email, name } = account
    await refuseGuessable(db, municipalityId, { password, email, name })
    return { accountId, passwordHash: await hashPassword(password) }
  },
  async run({ trx, by: { municipalityId }, now, baseUrl, refuse }, { token }, { accountId, passwordHash }) {
    const owner = { municipalityId, accountId }
    // One statement takes the link, so that two tabs cannot both use it.
    const taken = await trx
      .updateTable('passwordReset')
      .set({ usedAt: now })
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .where('tokenHash', '=', hashOfToken(token))
      .where('usedAt', 'is', null)
      .returning('accountId')
      .executeTakeFirst()
    if (!taken) refuse('linkIsDead')
    await trx
      .updateTable('account')
      .set({ passwordHash })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', accountId)
      .execute()
    await endAllAccess(trx, owner)
    const subject = { kind: 'account', id: accountId }
    await record(trx, {
      municipalityId,
      at: now,
      by: { kind: 'account', id: accountId },
      act: 'resetPassword',
      subject,
    })
    await notifyOfNewPassword(trx, { ...owner, baseUrl }, now)
    return changedNothing({ accountId })
  },
})
