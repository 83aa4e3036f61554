import { record } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import { roles, type Role } from './account.ts'
import { rememberDevice, type Browser } from './known-device.server.ts'
import { notifyOfNewDevice } from './notify-owner.server.ts'

/** Someone took every step: where they may go, and on which device a session may open. */
export type LoggedIn = {
  step: 'done'
  accountId: string
  roles: Role[]
  device: { id: string; name: string; token: string }
}

type Finish = Browser & {
  baseUrl: string
  /** Whether the owner gets a message about a new device; not where they just got another about this. */
  notifyOwner: boolean
}
type Owner = { municipalityId: string; accountId: string }

/** After all steps: the device becomes known, and the owner gets a message about a new one. The account is who did it in the record. */
export async function finishLogIn(trx: Trx, owner: Owner, finish: Finish, now: Date): Promise<LoggedIn> {
  const { municipalityId, accountId } = owner
  const { id, isNew, token } = await rememberDevice(trx, owner, finish, now)
  if (isNew && finish.notifyOwner)
    await notifyOfNewDevice(trx, { ...owner, baseUrl: finish.baseUrl }, { device: finish.device, deviceId: id }, now)
  const subject = { kind: 'account', id: accountId }
  await record(trx, { municipalityId, at: now, by: { kind: 'account', id: accountId }, act: 'logIn', subject })
  return {
    step: 'done',
    accountId,
    roles: await rolesOf(trx, owner),
    device: { id, name: finish.device, token },
  }
}

/** The roles that an account has now. */
async function rolesOf(trx: Trx, { municipalityId, accountId }: Owner): Promise<Role[]> {
  const memberships = await trx
    .selectFrom('membership')
    .select('role')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .execute()
  return roles.filter((role) => memberships.some((membership) => membership.role === role))
}
