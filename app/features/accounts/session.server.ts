import { createHash } from 'node:crypto'
import { NodePostgresAdapter } from '@lucia-auth/adapter-postgresql'
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia'
import type { Pool } from 'pg'
import { cookie, readSiteCookie, setsCookie } from '#app/cookies.server.ts'
import type { Db } from '#db/client.server.ts'
import { named } from '#db/prepared.server.ts'
import { innerRoles, roles, type Actor, type InnerRole, type Role } from './account.ts'

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof lucia>
    DatabaseSessionAttributes: {
      municipality_id: string
      device: string
      created_at: Date
      from_before: boolean
      known_device_id: string | null
    }
    DatabaseUserAttributes: Pick<
      Found,
      'municipality_id' | 'name' | 'email' | 'blocked_at' | 'memberships' | 'has_second_step'
    >
  }
}

/** A session with its account, as the database gives it. */
type Found = {
  municipality_id: string
  user_id: string
  expires_at: Date
  device: string
  created_at: Date
  from_before: boolean
  known_device_id: string | null
  name: string
  email: string
  blocked_at: Date | null
  memberships: { role: string; innerRoles: string[] }[]
  has_second_step: boolean
}

/** Every page of someone with an account asks this, so it is one statement that each connection plans once. */
const SESSION_WITH_ACCOUNT = named(
  'sessionWithAccount',
  `select session.municipality_id, user_id, expires_at, device, session.created_at, from_before, known_device_id, name, email, blocked_at,
    (select coalesce(json_agg(json_build_object('role', role, 'innerRoles', inner_roles)), '[]') from membership
      where membership.municipality_id = account.municipality_id and membership.account_id = account.id) as memberships,
    exists (select from second_step
      where second_step.municipality_id = account.municipality_id and second_step.account_id = account.id) as has_second_step
  from session
  join account on account.municipality_id = session.municipality_id and account.id = session.user_id
  where session.id = $1`,
)

/** The id under which a session is stored: it names the session, but opens nothing. */
export function storedSessionId(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

/** Stores the hash of a session id instead of the id: a copy of the table opens no session. */
class HashedIds implements Adapter {
  private inner: Adapter
  private pool: Pool
  constructor(inner: Adapter, pool: Pool) {
    this.inner = inner
    this.pool = pool
  }
  async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const { rows } = await this.pool.query<Found>(SESSION_WITH_ACCOUNT, [storedSessionId(id)])
    const [found] = rows
    if (!found) return [null, null]
    const { user_id, expires_at, device, created_at, from_before, known_device_id, ...account } = found
    const { municipality_id } = account
    return [
      {
        ...{ id, userId: user_id, expiresAt: expires_at },
        attributes: { municipality_id, device, created_at, from_before, known_device_id },
      },
      { id: user_id, attributes: account },
    ]
  }
  getUserSessions(userId: string) {
    return this.inner.getUserSessions(userId)
  }
  setSession(session: DatabaseSession) {
    return this.inner.setSession({ ...session, id: storedSessionId(session.id) })
  }
  updateSessionExpiration(id: string, expiresAt: Date) {
    return this.inner.updateSessionExpiration(storedSessionId(id), expiresAt)
  }
  deleteSession(id: string) {
    return this.inner.deleteSession(storedSessionId(id))
  }
  deleteUserSessions(userId: string) {
    return this.inner.deleteUserSessions(userId)
  }
  deleteExpiredSessions() {
    return this.inner.deleteExpiredSessions()
  }
}

/** Ends when it is not used for two weeks, and after 30 days whatever happens. */
const UNUSED = new TimeSpan(14, 'd')
const LONGEST_MS = 30 * 86_400_000
const COOKIE = 'saomen'

/** A session that was opened at this moment or before is over. */
export const endOfSessions = (now: Date): Date => new Date(now.getTime() - LONGEST_MS)

/**
 * The session id that a browser sends, or null. Only our own cookie is read: decoding all of them fails on the first with a
 * bare % in it, and any script on a neighbouring site of the municipality may have set one. Under its plain name, over https,
 * it opens only what was opened before cookies had a prefix.
 */
function sessionIdIn(cookieHeader: string | null, secure: boolean): { id: string; fromBefore: boolean } | null {
  const fits = /^[a-z0-9]+$/
  const own = readSiteCookie(cookieHeader, COOKIE, { secure, fits })
  const id = own ?? readSiteCookie(cookieHeader, COOKIE, { secure: false, fits })
  return id === null ? null : { id, fromBefore: own === null }
}

/** Whether a browser sends the cookie of a session, which may be over or made up. */
export const sendsSession = (cookieHeader: string | null, secure: boolean) => sessionIdIn(cookieHeader, secure) !== null

/** The id under which the session that a browser sends is stored, if it is; null when it sends none. */
export function sentSession(cookieHeader: string | null, secure: boolean): string | null {
  const sent = sessionIdIn(cookieHeader, secure)
  return sent && storedSessionId(sent.id)
}

/** Whether these headers set the cookie of a session. */
export function setsSession(headers: Headers, secure: boolean): boolean {
  return setsCookie(headers, COOKIE, { path: '/', secure })
}

/** The cookie of a session, for as long as it lasts unused; of null it takes the cookie away. */
export function sessionCookie(id: string | null, secure: boolean): string {
  return cookie(COOKIE, id ?? '', { path: '/', age: id === null ? 0 : UNUSED.seconds(), secure })
}

function lucia(pool: Pool) {
  const adapter = new HashedIds(new NodePostgresAdapter(pool, { user: 'account', session: 'session' }), pool)
  return new Lucia(adapter, {
    sessionExpiresIn: UNUSED,
    getSessionAttributes: ({ municipality_id, created_at, from_before }) => ({
      municipalityId: municipality_id,
      createdAt: created_at,
      fromBefore: from_before,
    }),
    getUserAttributes: ({ municipality_id, name, email, blocked_at, memberships, has_second_step }) => ({
      municipalityId: municipality_id,
      name,
      email,
      blocked: blocked_at !== null,
      memberships,
      hasSecondStep: has_second_step,
    }),
  })
}

/** The part of a site that sessions need. */
export type Site = { pool: Pool; secure: boolean; municipalityId: string }

type Who = {
  actor: Actor
  sessionId: string
  /** Renews a session that is past half its life, or brings it under its new name. */
  setCookie: string | null
  /** Whether the account logs in in two steps; its session then passed both. */
  hasSecondStep: boolean
  /** Opened by an older version, which asked nobody for a second step. */
  fromBefore: boolean
}
type Nobody = {
  actor: null
  sessionId: null
  /** Clears the cookie of a session that is over. */ setCookie: string | null
  hasSecondStep: false
  fromBefore: false
}

/** Who sends this cookie at this moment, or nobody. */
export async function whoIs(
  { pool, secure, municipalityId }: Site,
  cookieHeader: string | null,
  now: Date,
): Promise<Who | Nobody> {
  const auth = lucia(pool)
  const nobody = { actor: null, sessionId: null, setCookie: null, hasSecondStep: false, fromBefore: false } as const
  const sent = sessionIdIn(cookieHeader, secure)
  if (!sent) return nobody
  const { session, user } = await auth.validateSession(sent.id)
  const isOver =
    !session || user.blocked || session.municipalityId !== municipalityId || session.createdAt <= endOfSessions(now)
  if (isOver || (sent.fromBefore && !session.fromBefore)) return { ...nobody, setCookie: sessionCookie(null, secure) }
  const { memberships } = user
  const actor: Actor = {
    kind: 'account',
    id: user.id,
    municipalityId,
    name: user.name,
    email: user.email,
    roles: memberships.map(({ role }) => role).filter((role): role is Role => roles.some((known) => known === role)),
    innerRoles: memberships
      .flatMap((membership) => membership.innerRoles)
      .filter((role): role is InnerRole => innerRoles.some((known) => known === role)),
  }
  return {
    actor,
    sessionId: session.id,
    setCookie: session.fresh || sent.fromBefore ? sessionCookie(session.id, secure) : null,
    hasSecondStep: user.hasSecondStep,
    fromBefore: session.fromBefore,
  }
}

/** Opens a session for an account, under a new id; returns the cookie to set. */
export async function openSession(
  { pool, secure, municipalityId }: Site,
  accountId: string,
  device: string,
  now = new Date(),
  knownDeviceId: string | null = null,
): Promise<string> {
  const auth = lucia(pool)
  await auth.deleteExpiredSessions()
  const session = await auth.createSession(accountId, {
    municipality_id: municipalityId,
    device: device.slice(0, 200),
    created_at: now,
    from_before: false,
    known_device_id: knownDeviceId,
  })
  return sessionCookie(session.id, secure)
}

/** Gives an open session a new id, for what is more than it was; its end stays where it was. Returns the cookie to set. */
export async function renewSession(db: Db, site: Site, sessionId: string): Promise<string> {
  const { userId, device, createdAt, knownDeviceId } = await db
    .selectFrom('session')
    .select(['userId', 'device', 'createdAt', 'knownDeviceId'])
    .where('municipalityId', '=', site.municipalityId)
    .where('id', '=', storedSessionId(sessionId))
    .executeTakeFirstOrThrow()
  const renewed = await openSession(site, userId, device, createdAt, knownDeviceId)
  await lucia(site.pool).invalidateSession(sessionId)
  return renewed
}

/** Ends one session; returns the cookie that clears it. */
export async function endSession({ pool, secure }: Site, sessionId: string): Promise<string> {
  await lucia(pool).invalidateSession(sessionId)
  return sessionCookie(null, secure)
}
