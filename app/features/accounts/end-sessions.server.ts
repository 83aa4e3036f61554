import { record } from '#app/features/record/record.server.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import type { Actor } from './account.ts'
import { forgetDevices } from './known-device.server.ts'

/**
 * Ends one of someone's own sessions, or all of them; the devices of what ended are strangers again. What is not theirs, or
 * already ended, changes nothing.
 */
export async function endSessions(db: Db, by: Actor, which: { storedId: string } | 'all', now: Date): Promise<void> {
  const { municipalityId } = by
  const owner = { municipalityId, accountId: by.id }
  await inTransaction(db, async (trx) => {
    let mine = trx.deleteFrom('session').where('municipalityId', '=', municipalityId).where('userId', '=', by.id)
    if (which !== 'all') mine = mine.where('id', '=', which.storedId)
    const ended = await mine.returning(['id', 'knownDeviceId']).execute()
    if (which === 'all') await forgetDevices(trx, owner, 'all')
    for (const { knownDeviceId } of ended)
      if (knownDeviceId !== null) await forgetDevices(trx, owner, { id: knownDeviceId })
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

/** Makes a device of one's own a stranger, and ends the sessions on it. Of another's it changes nothing; NotFound for what is no id. */
export async function forgetDevice(db: Db, by: Actor, given: { deviceId: string }, now: Date): Promise<void> {
  const { municipalityId } = by
  const deviceId = asId(given.deviceId)
  await inTransaction(db, async (trx) => {
    const mine = trx.deleteFrom('session').where('municipalityId', '=', municipalityId).where('userId', '=', by.id)
    await mine.where('knownDeviceId', '=', deviceId).execute()
    const forgotten = await forgetDevices(trx, { municipalityId, accountId: by.id }, { id: deviceId })
    if (forgotten === 0) return
    await record(trx, { municipalityId, at: now, by, act: 'forgetDevice', subject: { kind: 'account', id: by.id } })
  })
}
