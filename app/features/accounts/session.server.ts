import { createHash } from 'node:crypto'
import { NodePostgresAdapter } from '@lucia-auth/adapter-postgresql'
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia'
import type { Pool } from 'pg'
import type { Db } from '#db/client.server.ts'
import { innerRoles, roles, type Actor, type InnerRole, type Role } from './account.ts'

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof lucia>
    DatabaseSessionAttributes: { municipality_id: string; device: string; created_at: Date }
    DatabaseUserAttributes: { municipality_id: string; name: string; email: string; blocked_at: Date | null }
  }
}

/** The id under which a session is stored: it names the session, but opens nothing. */
export function storedSessionId(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

/** Stores the hash of a session id instead of the id: a copy of the table opens no session. */
class HashedIds implements Adapter {
  private inner: Adapter
  constructor(inner: Adapter) {
    this.inner = inner
  }
  async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const [session, user] = await this.inner.getSessionAndUser(storedSessionId(id))
    return [session && { ...session, id }, user]
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

const DAYS = new TimeSpan(14, 'd')
const COOKIE = 'saomen'

/**
 * The session id that a browser sends, or null. Only our own cookie is read: decoding all of them fails on the first with a
 * bare % in it, and any script on a neighbouring site of the municipality may have set one.
 */
function sessionIdIn(cookieHeader: string | null): string | null {
  const values = (cookieHeader ?? '').split(';').map((pair) => pair.trim().split('='))
  return values.find(([name, value]) => name === COOKIE && /^[a-z0-9]+$/.test(value ?? ''))?.[1] ?? null
}

function lucia(pool: Pool, secure: boolean) {
  const adapter = new HashedIds(new NodePostgresAdapter(pool, { user: 'account', session: 'session' }))
  return new Lucia(adapter, {
    sessionExpiresIn: DAYS,
    sessionCookie: { name: COOKIE, attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ municipality_id }) => ({ municipalityId: municipality_id }),
    getUserAttributes: ({ municipality_id, name, email, blocked_at }) => ({
      municipalityId: municipality_id,
      name,
      email,
      blocked: blocked_at !== null,
    }),
  })
}

/** The part of a site that sessions need. */
export type Site = { pool: Pool; secure: boolean; municipalityId: string }

/** Who sends this cookie, or null; `setCookie` renews a session that is past half its life or clears a dead one. */
export async function whoIs(
  db: Db,
  { pool, secure, municipalityId }: Site,
  cookieHeader: string | null,
): Promise<{ actor: Actor | null; sessionId: string | null; setCookie: string | null }> {
  const auth = lucia(pool, secure)
  const id = sessionIdIn(cookieHeader)
  if (!id) return { actor: null, sessionId: null, setCookie: null }
  const { session, user } = await auth.validateSession(id)
  if (!session || user.blocked || session.municipalityId !== municipalityId) {
    return { actor: null, sessionId: null, setCookie: auth.createBlankSessionCookie().serialize() }
  }
  const memberships = await db
    .selectFrom('membership')
    .select(['role', 'innerRoles'])
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', user.id)
    .execute()
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
  return { actor, sessionId: session.id, setCookie: session.fresh ? auth.createSessionCookie(session.id).serialize() : null }
}

/** Opens a session of 14 days for an account; returns the cookie to set. */
export async function openSession(
  { pool, secure, municipalityId }: Site,
  accountId: string,
  device: string,
  now = new Date(),
): Promise<string> {
  const auth = lucia(pool, secure)
  await auth.deleteExpiredSessions()
  const session = await auth.createSession(accountId, {
    municipality_id: municipalityId,
    device: device.slice(0, 200),
    created_at: now,
  })
  return auth.createSessionCookie(session.id).serialize()
}

/** Ends one session; returns the cookie that clears it. */
export async function endSession({ pool, secure }: Site, sessionId: string): Promise<string> {
  const auth = lucia(pool, secure)
  await auth.invalidateSession(sessionId)
  return auth.createBlankSessionCookie().serialize()
}
