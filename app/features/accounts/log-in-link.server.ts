import { notify } from '#app/features/notifications/notify.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { hashOfToken, newLinkToken } from './link-token.server.ts'

const LINK_MINUTES = 60
/** Links that were sent this short a time ago and still work: there are enough of them in the mailbox. */
const JUST_SENT = { minutes: 20, most: 3 }

type OfAccount = { municipalityId: string; accountId: string }

/**
 * Mails the owner a link with which a browser shows that it has the mailbox. What was sent before goes on working, so that
 * nobody who asks for many takes away one that the owner is about to open.
 */
export async function sendLogInLink(
  trx: Trx,
  { municipalityId, accountId }: OfAccount,
  { baseUrl }: { baseUrl: string },
  now: Date,
): Promise<void> {
  const { token, tokenHash } = newLinkToken()
  const expiresAt = new Date(now.getTime() + LINK_MINUTES * 60_000)
  const account = await trx
    .selectFrom('account')
    .innerJoin('municipality', 'municipality.id', 'account.municipalityId')
    .select(['account.name', 'account.email', 'municipality.name as municipality'])
    .where('account.municipalityId', '=', municipalityId)
    .where('account.id', '=', accountId)
    .forUpdate('account')
    .executeTakeFirstOrThrow()
  await trx
    .deleteFrom('loginLink')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .where('expiresAt', '<=', now)
    .execute()
  const recent = await trx
    .selectFrom('loginLink')
    .select('tokenHash')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .where('createdAt', '>', new Date(now.getTime() - JUST_SENT.minutes * 60_000))
    .execute()
  if (recent.length >= JUST_SENT.most) return
  await trx
    .insertInto('loginLink')
    .values({ municipalityId, accountId, tokenHash, createdAt: now, expiresAt })
    .execute()
  await notify(trx, {
    municipalityId,
    key: `logInLink:${tokenHash.slice(0, 32)}`,
    template: 'logInLink',
    to: account.email,
    data: {
      municipality: account.municipality,
      name: account.name,
      link: `${baseUrl}${paths.public.logInLink(token)}`,
      expiresAt: formatDateTime(expiresAt),
    },
    now,
  })
}

/** The hash of a link that was sent to this account and still works, or null. */
export async function logInLinkOf(
  db: Db,
  { municipalityId, accountId }: OfAccount,
  token: string | null,
  now: Date,
): Promise<string | null> {
  const found = await db
    .selectFrom('loginLink')
    .select('tokenHash')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .where('tokenHash', '=', hashOfToken(token ?? ''))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return found?.tokenHash ?? null
}

/** Takes a link, once: false when another took it meanwhile. */
export async function takeLogInLink(
  trx: Trx,
  { municipalityId, accountId }: OfAccount,
  tokenHash: string,
  now: Date,
): Promise<boolean> {
  const taken = await trx
    .updateTable('loginLink')
    .set({ usedAt: now })
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('tokenHash')
    .executeTakeFirst()
  return taken !== undefined
}
