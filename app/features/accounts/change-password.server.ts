import { Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { Actor } from './account.ts'
import { confirmPassword } from './confirm-password.server.ts'
import { newPasswordProblem } from './guessable-password.server.ts'
import { forgetDevices } from './known-device.server.ts'
import { hashPassword } from './password.server.ts'
import { storedSessionId } from './session.server.ts'
import { tellOfPassword } from './tell-owner.server.ts'

/**
 * Gives the account a new password; its sessions end and its devices are strangers again, but this one, and links for a new
 * password end too. Its owner gets a message. Refused at 'current' or 'password'.
 */
export async function changePassword(
  db: Db,
  by: Actor,
  input: { current: string; password: string; sessionId: string; municipalityName: string; baseUrl: string },
  now: Date,
  secret: string,
): Promise<void> {
  const { municipalityId, email, name } = by
  const problem = newPasswordProblem(input.password, { email, name, municipalityName: input.municipalityName })
  if (problem) throw new Refused(problem, 'password')
  await confirmPassword(db, by, input, now, secret)
  const newHash = await hashPassword(input.password)
  const session = storedSessionId(input.sessionId)
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('account')
      .set({ passwordHash: newHash })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', by.id)
      .execute()
    const others = trx.deleteFrom('session').where('municipalityId', '=', municipalityId).where('userId', '=', by.id)
    await others.where('id', '!=', session).execute()
    const own = await trx
      .selectFrom('session')
      .select('knownDeviceId')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', session)
      .executeTakeFirst()
    await forgetDevices(trx, { municipalityId, accountId: by.id }, { allBut: own?.knownDeviceId ?? null })
    await trx
      .deleteFrom('passwordReset')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', by.id)
      .execute()
    await record(trx, { municipalityId, at: now, by, act: 'changePassword', subject: { kind: 'account', id: by.id } })
    await tellOfPassword(trx, { municipalityId, accountId: by.id, baseUrl: input.baseUrl }, now)
  })
}
