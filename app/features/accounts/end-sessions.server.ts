import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { forgetDevices } from './known-device.server.ts'

/**
 * Ends one of someone's own sessions, by the id under which it is stored, or all of them; the devices of what ended are strangers
 * again. What is not theirs, or already ended, changes nothing.
 */
export const endSessions = act({
  name: 'endSessions',
  by: { audience: 'account' },
  input: z.object({ which: z.string() }),
  refusals: {},
  async run({ trx, by }, { which }) {
    const { municipalityId, id: accountId } = by
    const owner = { municipalityId, accountId }
    let mine = trx.deleteFrom('session').where('municipalityId', '=', municipalityId).where('userId', '=', accountId)
    if (which !== 'all') mine = mine.where('id', '=', which)
    const ended = await mine.returning('knownDeviceId').execute()
    if (which === 'all') await forgetDevices(trx, owner, 'all')
    for (const { knownDeviceId } of ended)
      if (knownDeviceId !== null) await forgetDevices(trx, owner, { id: knownDeviceId })
    const value = { all: which === 'all' }
    if (ended.length === 0) return changedNothing(value)
    return did(value, { subject: { kind: 'account', id: accountId }, detail: { ended: ended.length } })
  },
})

/** Makes a device of one's own a stranger, and ends the sessions on it. Of another's it changes nothing; NotFound for what is no id. */
export const forgetDevice = act({
  name: 'forgetDevice',
  by: { audience: 'account' },
  input: z.object({ deviceId: z.string() }),
  refusals: {},
  async run({ trx, by }, given) {
    const { municipalityId, id: accountId } = by
    const deviceId = asId(given.deviceId)
    const mine = trx.deleteFrom('session').where('municipalityId', '=', municipalityId).where('userId', '=', accountId)
    await mine.where('knownDeviceId', '=', deviceId).execute()
    const forgotten = await forgetDevices(trx, { municipalityId, accountId }, { id: deviceId })
    if (forgotten === 0) return changedNothing(undefined)
    return did(undefined, { subject: { kind: 'account', id: accountId } })
  },
})

/** Ends all that opens an account without its password: sessions, known devices and links that were not used. */
export async function endAllAccess(
  trx: Trx,
  { municipalityId, accountId }: { municipalityId: string; accountId: string },
): Promise<void> {
  await trx.deleteFrom('session').where('municipalityId', '=', municipalityId).where('userId', '=', accountId).execute()
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
}
