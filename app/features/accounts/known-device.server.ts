import { v7 as uuid } from 'uuid'
import { cookie, readSiteCookie } from '#app/cookies.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { hashOfToken, linkTokenPattern, newLinkToken } from './link-token.server.ts'

/** What a request tells of the browser it came from. */
export type Browser = {
  /** In words, such as 'Firefox op Windows'. */
  device: string
  /** Out of its cookie; null for who was never logged in here. */
  deviceToken: string | null
}

const COOKIE = 'saomen_toestel'
const DAY = 86_400
/** A device that nobody logs in on for this long is a stranger again. */
const KNOWN_DAYS = 365

/**
 * The cookie by which a device is known. 32 random bytes, looked up by their hash, so a signature would add nothing. One for
 * the browser: which accounts it is known to stands in the table.
 */
export function deviceCookie(token: string, secure: boolean): string {
  return cookie(COOKIE, token, { path: '/', age: KNOWN_DAYS * DAY, secure })
}

/** The token of a browser, or null. */
export function deviceTokenIn(cookieHeader: string | null, secure: boolean): string | null {
  return readSiteCookie(cookieHeader, COOKIE, { secure, fits: linkTokenPattern })
}

type OfAccount = { municipalityId: string; accountId: string }

const oldest = (now: Date) => new Date(now.getTime() - KNOWN_DAYS * DAY * 1000)

/** The id of the device when this account logged in on it before, or null. */
export async function knownDevice(
  db: Db | Trx,
  { municipalityId, accountId }: OfAccount,
  token: string | null,
  now: Date,
): Promise<string | null> {
  const found = await db
    .selectFrom('knownDevice')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .where('tokenHash', '=', hashOfToken(token ?? ''))
    .where('lastUsedAt', '>', oldest(now))
    .executeTakeFirst()
  return found?.id ?? null
}

/**
 * Marks a browser as known to an account: only of who proved to be its owner. A browser keeps its token over accounts when
 * we gave it out ourselves, and never otherwise. Returns its token and whether the device is new to the account.
 */
export async function rememberDevice(
  trx: Trx,
  { municipalityId, accountId }: OfAccount,
  { device, deviceToken }: Browser,
  now: Date,
): Promise<{ id: string; isNew: boolean; token: string }> {
  const mine = trx
    .deleteFrom('knownDevice')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
  await mine.where('lastUsedAt', '<=', oldest(now)).execute()
  const token =
    deviceToken !== null && (await isOurs(trx, municipalityId, deviceToken)) ? deviceToken : newLinkToken().token
  const stored = { municipalityId, accountId, tokenHash: hashOfToken(token), device: device.slice(0, 200) }
  const id = uuid()
  const known = await trx
    .insertInto('knownDevice')
    .values({ ...stored, id, createdAt: now, lastUsedAt: now })
    .onConflict((conflict) =>
      conflict
        .columns(['municipalityId', 'accountId', 'tokenHash'])
        .doUpdateSet({ lastUsedAt: now, device: stored.device }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id: known.id, isNew: known.id === id, token }
}

async function isOurs(trx: Trx, municipalityId: string, token: string): Promise<boolean> {
  const row = await trx
    .selectFrom('knownDevice')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('tokenHash', '=', hashOfToken(token))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Makes devices strangers again: one, all, or all but one. */
export async function forgetDevices(
  trx: Trx,
  { municipalityId, accountId }: OfAccount,
  which: 'all' | { id: string } | { allBut: string | null },
): Promise<number> {
  let mine = trx
    .deleteFrom('knownDevice')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
  if (which !== 'all' && 'id' in which) mine = mine.where('id', '=', which.id)
  if (which !== 'all' && 'allBut' in which && which.allBut !== null) mine = mine.where('id', '!=', which.allBut)
  return (await mine.returning('id').execute()).length
}
