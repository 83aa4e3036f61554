import { z } from 'zod'
import { act, did } from '#app/acts/act.server.ts'
import { confirmPassword, confirmRefusals } from './confirm-password.server.ts'
import { refuseGuessable } from './guessable-password.server.ts'
import { forgetDevices } from './known-device.server.ts'
import { hashPassword } from './password.server.ts'
import { storedSessionId } from './session.server.ts'
import { notifyOfNewPassword } from './notify-owner.server.ts'

/**
 * Gives the account a new password; its sessions end and its devices are strangers again, but this one, and links for a new
 * password end too. Its owner gets a message.
 */
export const changePassword = act({
  name: 'changePassword',
  by: { audience: 'account' },
  needs: ['sessionId', 'secret', 'baseUrl'],
  input: z.object({ current: z.string().default(''), password: z.string().default('') }),
  refusals: confirmRefusals,
  async prepare({ db, by, now, sessionId, secret }, { current, password }) {
    const { municipalityId, email, name } = by
    await refuseGuessable(db, municipalityId, { password, email, name })
    await confirmPassword(db, by, { current, sessionId, secret }, now)
    return hashPassword(password)
  },
  async run({ trx, by, now, sessionId, baseUrl }, _, passwordHash) {
    const { municipalityId, id: accountId } = by
    const session = storedSessionId(sessionId)
    await trx
      .updateTable('account')
      .set({ passwordHash })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', accountId)
      .execute()
    const others = trx
      .deleteFrom('session')
      .where('municipalityId', '=', municipalityId)
      .where('userId', '=', accountId)
    await others.where('id', '!=', session).execute()
    const own = await trx
      .selectFrom('session')
      .select('knownDeviceId')
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', session)
      .executeTakeFirst()
    await forgetDevices(trx, { municipalityId, accountId }, { allBut: own?.knownDeviceId ?? null })
    await trx
      .deleteFrom('passwordReset')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', accountId)
      .execute()
    await notifyOfNewPassword(trx, { municipalityId, accountId, baseUrl }, now)
    return did(undefined, { subject: { kind: 'account', id: accountId } })
  },
})
