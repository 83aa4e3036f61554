import { cookie, readCookie } from '#app/cookies.server.ts'
import { hashOfToken, isLinkToken } from '#app/features/accounts/link-token.server.ts'
import { paths } from '#app/paths.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { adviceOpens, type AdviceEnd } from './advice.ts'

/** Secrets that a browser has of a request: that of the link, and that of having given the code. They go to its page only. */
const cookies = { token: 'saomen_advies', session: 'saomen_advies_bevestigd' } as const
type Secret = keyof typeof cookies
export type AdviceSecrets = Record<Secret, string>

/** How long a browser stays confirmed, in hours: a working day. */
export const CONFIRMED_HOURS = 10

/** The cookie with a secret of a request; it ends with the working day, or with the browser. */
export function adviceCookie(secret: Secret, value: string, secure: boolean): string {
  const age = secret === 'session' ? CONFIRMED_HOURS * 60 * 60 : null
  return cookie(cookies[secret], isLinkToken(value) ? value : 'onbekend', { path: paths.public.advice(), age, secure })
}

/** The secrets that came with a request; '' for what did not. */
export function adviceSecrets(cookieHeader: string | null): AdviceSecrets {
  const value = (secret: Secret) => {
    const found = readCookie(cookieHeader, cookies[secret])
    return found !== null && isLinkToken(found) ? found : ''
  }
  return { token: value('token'), session: value('session') }
}

/** The request that a link opens, while it does; null for any other. */
export async function openAdviceRequest(
  db: Db | Trx,
  municipalityId: string,
  { token }: Pick<AdviceSecrets, 'token'>,
  now: Date,
) {
  const found = await db
    .selectFrom('adviceRequest')
    .selectAll()
    .where('municipalityId', '=', municipalityId)
    .where('tokenHash', '=', hashOfToken(token))
    .executeTakeFirst()
  return found && adviceOpens(found, now) ? found : null
}

/** Why a link opens nothing. */
export async function whyEnded(
  db: Db,
  municipalityId: string,
  { token }: Pick<AdviceSecrets, 'token'>,
): Promise<{ because: AdviceEnd; on: Date | null }> {
  const found = await db
    .selectFrom('adviceRequest')
    .select(['expiresAt', 'withdrawnAt'])
    .where('municipalityId', '=', municipalityId)
    .where('tokenHash', '=', hashOfToken(token))
    .executeTakeFirst()
  if (!found) return { because: 'unknown', on: null }
  return found.withdrawnAt
    ? { because: 'withdrawn', on: found.withdrawnAt }
    : { because: 'expired', on: found.expiresAt }
}

/** The request that a link opens, only in a browser in which the code was given. */
export async function confirmedAdviceRequest(db: Db | Trx, municipalityId: string, secrets: AdviceSecrets, now: Date) {
  const request = await openAdviceRequest(db, municipalityId, secrets, now)
  if (!request) return null
  const session = await db
    .selectFrom('adviceSession')
    .select('requestId')
    .where('municipalityId', '=', municipalityId)
    .where('sessionHash', '=', hashOfToken(secrets.session))
    .where('requestId', '=', request.id)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return session ? request : null
}

/** Opening it again within this time is the same look. */
const SAME_LOOK_MINUTES = 5

/** Records that an adviser opened the points of a request; a look again shortly after it is the same one. */
export async function recordOpening(
  db: Db,
  { municipalityId, id, processId }: { municipalityId: string; id: string; processId: string },
  now: Date,
): Promise<void> {
  const looked = new Date(now.getTime() - SAME_LOOK_MINUTES * 60_000)
  await inTransaction(db, async (trx) => {
    const opened = await trx
      .updateTable('adviceRequest')
      .set({ lastOpenedAt: now })
      .where((eb) => eb.and({ municipalityId, id }))
      .where((eb) => eb.or([eb('lastOpenedAt', 'is', null), eb('lastOpenedAt', '<=', looked)]))
      .returning('id')
      .executeTakeFirst()
    if (!opened) return
    const by = { kind: 'resident', id: null } as const
    await record(trx, { municipalityId, at: now, by, act: 'openAdvice', subject: { kind: 'advice', id }, processId })
  })
}

/** Forgets codes and confirmed browsers that count no longer. */
export async function forgetAdviceSecrets(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('adviceCode').where('expiresAt', '<=', now).execute()
  await db.deleteFrom('adviceSession').where('expiresAt', '<=', now).execute()
}

/** The name of a municipality, for a message. */
export async function municipalityName(db: Db | Trx, municipalityId: string): Promise<string> {
  const { name } = await db
    .selectFrom('municipality')
    .select('name')
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  return name
}
