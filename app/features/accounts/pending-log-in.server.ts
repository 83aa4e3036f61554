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

/** The cookie that says, for ten minutes and to the pages for logging in only, that the first step was taken. */
export function pendingCookie(
  owner: Owner,
  { accountId, passwordHash }: { accountId: string; passwordHash: string },
  { secure, now }: { secure: boolean; now: Date },
): string {
  const until = String(now.getTime() + MINUTES * 60_000)
  const value = `${accountId}.${until}.${signed(owner, accountId, until, passwordHash).toString('base64url')}`
  return cookie(COOKIE, value, { path: PATH, age: MINUTES * 60, secure })
}

export function clearPendingCookie(secure: boolean): string {
  return cookie(COOKIE, '', { path: PATH, age: 0, secure })
}

/** Who took the first step in this browser, or null; never of an account that is blocked. */
export async function pendingIn(db: Db, owner: Owner, cookieHeader: string | null, now: Date): Promise<Pending | null> {
  const [accountId = '', until = '', signature = ''] = (readCookie(cookieHeader, COOKIE) ?? '').split('.')
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
