import type { Db } from '#db/client.server.ts'
import { innerRoles, roles, type InnerRole, type Role } from './account.ts'
import { normalEmail } from './insert-account.server.ts'
import { endOfSessions, storedSessionId } from './session.server.ts'

type OwnSession = { storedId: string; device: string; since: Date; isThisOne: boolean }

/** The devices that someone's account knows, the last used first; `sessionId` is the session they are using. */
export async function devicesOf(db: Db, account: { municipalityId: string; id: string }, sessionId: string) {
  const devices = await db
    .selectFrom('knownDevice')
    .leftJoin('session', (join) =>
      join
        .onRef('session.municipalityId', '=', 'knownDevice.municipalityId')
        .onRef('session.knownDeviceId', '=', 'knownDevice.id')
        .on('session.id', '=', storedSessionId(sessionId)),
    )
    .select(['knownDevice.id', 'knownDevice.device', 'knownDevice.lastUsedAt', 'session.id as session'])
    .where('knownDevice.municipalityId', '=', account.municipalityId)
    .where('knownDevice.accountId', '=', account.id)
    .orderBy('knownDevice.lastUsedAt', 'desc')
    .execute()
  return devices.map(({ id, device, lastUsedAt, session }) => ({ id, device, lastUsedAt, isThisOne: session !== null }))
}

/** Someone's sessions that still open, the newest first; `sessionId` is the one they are using. */
export async function sessionsOf(
  db: Db,
  account: { municipalityId: string; id: string },
  sessionId: string,
  now: Date,
): Promise<OwnSession[]> {
  const current = storedSessionId(sessionId)
  const sessions = await db
    .selectFrom('session')
    .select(['id', 'device', 'createdAt'])
    .where('municipalityId', '=', account.municipalityId)
    .where('userId', '=', account.id)
    .where('expiresAt', '>', now)
    .where('createdAt', '>', endOfSessions(now))
    .orderBy('createdAt', 'desc')
    .execute()
  return sessions.map(({ id, device, createdAt }) => ({
    storedId: id,
    device,
    since: createdAt,
    isThisOne: id === current,
  }))
}

/** The account with an address, or null. */
export async function accountOfEmail(db: Db, municipalityId: string, email: string): Promise<{ id: string } | null> {
  const found = await db
    .selectFrom('account')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', normalEmail(email))
    .executeTakeFirst()
  return found ?? null
}

type ListedAccount = {
  id: string
  name: string
  email: string
  roles: Role[]
  innerRoles: InnerRole[]
  blockedAt: Date | null
  hasSecondStep: boolean
}

/** All accounts of a municipality by name, blocked ones last. */
export async function listAccounts(db: Db, municipalityId: string): Promise<ListedAccount[]> {
  const accounts = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'blockedAt'])
    .where('municipalityId', '=', municipalityId)
    .orderBy((eb) => eb('blockedAt', 'is not', null))
    .orderBy('name')
    .orderBy('email')
    .execute()
  const memberships = await db
    .selectFrom('membership')
    .select(['accountId', 'role', 'innerRoles'])
    .where('municipalityId', '=', municipalityId)
    .execute()
  const steps = await db
    .selectFrom('secondStep')
    .select('accountId')
    .where('municipalityId', '=', municipalityId)
    .execute()
  const inTwoSteps = new Set(steps.map(({ accountId }) => accountId))
  return accounts.map((account) => {
    const own = memberships.filter(({ accountId }) => accountId === account.id)
    return {
      ...account,
      hasSecondStep: inTwoSteps.has(account.id),
      roles: roles.filter((role) => own.some((membership) => membership.role === role)),
      innerRoles: innerRoles.filter((inner) => own.some((membership) => membership.innerRoles.includes(inner))),
    }
  })
}

type ListedInvitation = {
  id: string
  name: string
  email: string
  role: Role
  innerRoles: InnerRole[]
  expiresAt: Date
  expired: boolean
}

/** Invitations that were neither accepted nor taken back, expired ones too; of each address and role the newest, the newest first. */
export async function listInvitations(db: Db, municipalityId: string, now: Date): Promise<ListedInvitation[]> {
  const invitations = await db
    .selectFrom('invitation')
    .select(['id', 'name', 'email', 'role', 'innerRoles', 'createdAt', 'expiresAt'])
    .where('municipalityId', '=', municipalityId)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .distinctOn(['email', 'role'])
    .orderBy('email')
    .orderBy('role')
    .orderBy('createdAt', 'desc')
    .execute()
  const newestFirst = invitations.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
  return newestFirst.flatMap(({ createdAt: _, ...invitation }) => {
    const role = roles.find((known) => known === invitation.role)
    if (!role) return []
    const held = innerRoles.filter((inner) => invitation.innerRoles.includes(inner))
    return [{ ...invitation, role, innerRoles: held, expired: invitation.expiresAt <= now }]
  })
}
