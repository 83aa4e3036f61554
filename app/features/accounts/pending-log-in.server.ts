import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookie, readCookie } from '#app/cookies.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'

const COOKIE = 'saomen_stap2'
const PATH = paths.public.logIn()
const MINUTES = 10

type Owner = { municipalityId: string; secret: string }
/** Who gave the right password and has the second step to go. */
export type Pending = { accountId: string; email: string; name: string }

/** The password is in what is signed: who changes it also ends what was begun with the old one. */
function signed({ municipalityId, secret }: Owner, accountId: string, until: string, passwordHash: string): Buffer {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['secondStep', municipalityId, accountId, until, passwordHash]))
    .digest()
}

/** What says, for ten minutes, that the first step was taken. */
export function pendingToken(
  owner: Owner,
  { accountId, passwordHash }: { accountId: string; passwordHash: string },
  now: Date,
): string {
  const until = String(now.getTime() + MINUTES * 60_000)
  return `${accountId}.${until}.${signed(owner, accountId, until, passwordHash).toString('base64url')}`
}

/** The cookie that holds it, for the pages for logging in only. */
export function pendingCookie(token: string, secure: boolean): string {
  return cookie(COOKIE, token, { path: PATH, age: MINUTES * 60, secure })
}

/** The token that came with a request; empty without one. */
export const pendingTokenIn = (cookieHeader: string | null): string => readCookie(cookieHeader, COOKIE) ?? ''

export function clearPendingCookie(secure: boolean): string {
  return cookie(COOKIE, '', { path: PATH, age: 0, secure })
}

/** Who took the first step, or null; never of an account that is blocked. */
export async function pendingOf(db: Db, owner: Owner, token: string, now: Date): Promise<Pending | null> {
  const [accountId = '', until = '', signature = ''] = token.split('.')
  if (!/^[0-9a-f-]{36}$/.test(accountId) || !(Number(until) > now.getTime())) return null
  const account = await db
    .selectFrom('account')
    .select(['email', 'name', 'passwordHash'])
    .where('municipalityId', '=', owner.municipalityId)
    .where('id', '=', accountId)
    .where('blockedAt', 'is', null)
    .executeTakeFirst()
  if (!account?.passwordHash) return null
  const given = Buffer.from(signature, 'base64url')
  const wanted = signed(owner, accountId, until, account.passwordHash)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
  return { accountId, email: account.email, name: account.name }
}
