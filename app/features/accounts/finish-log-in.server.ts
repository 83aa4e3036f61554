import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { roles, type Role } from './account.ts'
import { rememberDevice, type Browser } from './known-device.server.ts'
import { openSession, type Site } from './session.server.ts'
import { tellOfDevice } from './tell-owner.server.ts'

/** Someone is in: where they may go, and the cookies to set, that of the session first. */
export type LoggedIn = { step: 'done'; accountId: string; roles: Role[]; cookies: string[] }

type Finish = Browser & {
  accountId: string
  baseUrl: string
  /** Whether the owner is told of a new device; not where the owner just got another message about this. */
  tellOwner: boolean
}

/** After all steps: the device becomes known, its owner hears of one that is new, and a session with a new id opens. */
export async function finishLogIn(db: Db, site: Site, finish: Finish, now: Date): Promise<LoggedIn> {
  const { municipalityId, secure } = site
  const { accountId } = finish
  const { device, held } = await inTransaction(db, async (trx) => {
    const remembered = await rememberDevice(trx, { municipalityId, accountId }, finish, { secure, now })
    if (remembered.isNew && finish.tellOwner)
      await tellOfDevice(trx, { municipalityId, ...finish }, { device: finish.device, deviceId: remembered.id }, now)
    await record(trx, {
      municipalityId,
      at: now,
      by: { kind: 'account', id: accountId },
      act: 'logIn',
      subject: { kind: 'account', id: accountId },
    })
    return { device: remembered, held: await rolesOf(trx, municipalityId, accountId) }
  })
  const session = await openSession(site, accountId, finish.device, now, device.id)
  return { step: 'done', accountId, roles: held, cookies: [session, device.cookie] }
}

/** The roles that an account has now. */
async function rolesOf(db: Db | Trx, municipalityId: string, accountId: string): Promise<Role[]> {
  const memberships = await db
    .selectFrom('membership')
    .select('role')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .execute()
  return roles.filter((role) => memberships.some((membership) => membership.role === role))
}
