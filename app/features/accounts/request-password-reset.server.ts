import { notify } from '#app/features/notifications/notify.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { clientNetwork } from './client-network.ts'
import { normalEmail } from './insert-account.server.ts'
import { newLinkToken } from './link-token.server.ts'
import { countAttempt, TooManyAttempts } from './rate-limit.server.ts'

const RESET_MINUTES = 60
/** A second press on the button within this time sends nothing more. */
const SAME_PRESS_MS = 60_000

/**
 * Sends a link for a new password when the address has an account; it works once, for an hour, and replaces links sent
 * before. Tells nobody whether it did. TooManyAttempts after too many requests for an address or from one.
 */
export async function requestPasswordReset(
  db: Db,
  municipality: { id: string; name: string },
  input: { email: string; clientAddress: string; baseUrl: string },
  now: Date,
  secret: string,
): Promise<void> {
  const municipalityId = municipality.id
  const email = normalEmail(input.email)
  const shared = { municipalityId, secret, windowMinutes: 60 }
  for (const attempt of [
    { ...shared, kind: 'resetFromAddress', subject: clientNetwork(input.clientAddress), limit: 20 },
    { ...shared, kind: 'resetOfAccount', subject: email, limit: 5 },
  ]) {
    const verdict = await countAttempt(db, attempt, now)
    if (!verdict.allowed) throw new TooManyAttempts(verdict.secondsToWait, now, 'U hebt dit te vaak gevraagd.')
  }
  const { token, tokenHash } = newLinkToken()
  const expiresAt = new Date(now.getTime() + RESET_MINUTES * 60_000)
  await inTransaction(db, async (trx) => {
    const account = await trx
      .selectFrom('account')
      .select(['id', 'name', 'email'])
      .where('municipalityId', '=', municipalityId)
      .where('email', '=', email)
      .where('blockedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!account) return
    const unused = trx
      .deleteFrom('passwordReset')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', account.id)
      .where('usedAt', 'is', null)
    const justSent = await trx
      .selectFrom('passwordReset')
      .select('tokenHash')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', account.id)
      .where('usedAt', 'is', null)
      .where('createdAt', '>', new Date(now.getTime() - SAME_PRESS_MS))
      .executeTakeFirst()
    if (justSent) return
    await unused.execute()
    await trx
      .insertInto('passwordReset')
      .values({ municipalityId, accountId: account.id, tokenHash, createdAt: now, expiresAt })
      .execute()
    await notify(trx, {
      municipalityId,
      key: `passwordReset:${tokenHash.slice(0, 32)}`,
      template: 'passwordReset',
      to: account.email,
      data: {
        municipality: municipality.name,
        name: account.name,
        link: `${input.baseUrl}/nieuw-wachtwoord/${token}`,
        expiresAt: formatDateTime(expiresAt),
      },
      now,
    })
    await record(trx, {
      municipalityId,
      at: now,
      by: { kind: 'system', id: null },
      act: 'requestPasswordReset',
      subject: { kind: 'account', id: account.id },
    })
  })
}
