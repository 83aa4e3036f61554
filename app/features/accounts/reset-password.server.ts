import { Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { newPasswordProblem } from './guessable-password.server.ts'
import { forgetDevices } from './known-device.server.ts'
import { hashOfToken } from './link-token.server.ts'
import { hashPassword } from './password.server.ts'
import { tellOfPassword } from './tell-owner.server.ts'

const RESET_LINK_IS_DEAD = 'Deze link werkt niet meer. Een link werkt één keer en hoogstens een uur.'

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
 * them may be why), other links no longer work, and the owner gets a message. Works once. Refused with the
 * field 'password' for a password that is too easy, and without a field when the link no longer works.
 */
export async function resetPassword(
  db: Db,
  municipality: { id: string; name: string },
  { token, password, baseUrl }: { token: string; password: string; baseUrl: string },
  now: Date,
): Promise<{ accountId: string }> {
  const municipalityId = municipality.id
  const account = await accountOfResetToken(db, municipalityId, token, now)
  if (!account) throw new Refused(RESET_LINK_IS_DEAD)
  const problem = newPasswordProblem(password, {
    email: account.email,
    name: account.name,
    municipalityName: municipality.name,
  })
  if (problem) throw new Refused(problem, 'password')
  const passwordHash = await hashPassword(password)
  const { accountId } = account
  return inTransaction(db, async (trx) => {
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
    if (!taken) throw new Refused(RESET_LINK_IS_DEAD)
    await trx
      .updateTable('account')
      .set({ passwordHash })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', accountId)
      .execute()
    await trx
      .deleteFrom('session')
      .where('municipalityId', '=', municipalityId)
      .where('userId', '=', accountId)
      .execute()
    await forgetDevices(trx, { municipalityId, accountId }, 'all')
    const links = trx
      .deleteFrom('passwordReset')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
    await links.where('usedAt', 'is', null).execute()
    await trx
      .deleteFrom('loginLink')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .execute()
    await record(trx, {
      municipalityId,
      at: now,
      by: { kind: 'account', id: accountId },
      act: 'resetPassword',
      subject: { kind: 'account', id: accountId },
    })
    await tellOfPassword(trx, { municipalityId, accountId, baseUrl }, now)
    return { accountId }
  })
}
