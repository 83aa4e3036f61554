import { notify } from '#app/features/notifications/notify.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { clientNetwork } from './client-network.ts'
import { normalEmail } from './insert-account.server.ts'
import { knownDevice } from './known-device.server.ts'
import { newLinkToken } from './link-token.server.ts'
import { accountOfEmail } from './queries.server.ts'
import { countAttempts } from './rate-limit.server.ts'

const RESET_MINUTES = 60
/** A second press on the button within this time sends nothing more. */
const SAME_PRESS_MS = 60_000
/** With so many sent in the last half hour the mailbox has links enough, each good for another half hour at least. */
const MOST_IN_HALF_AN_HOUR = 3

/**
 * Sends a link for a new password when the address has an account; it works once, for an hour, beside links sent before: a
 * stranger who asks for many leaves the owner with links that work, and never without one. Tells nobody whether it sent.
 * TooManyAttempts after too many requests from one network, unless the device is known to the account.
 */
export async function requestPasswordReset(
  db: Db,
  municipality: { id: string; name: string },
  input: { email: string; clientAddress: string; deviceToken: string | null; baseUrl: string },
  now: Date,
  secret: string,
): Promise<void> {
  const municipalityId = municipality.id
  const email = normalEmail(input.email)
  const known = await accountOfEmail(db, municipalityId, email)
  const deviceId = known && (await knownDevice(db, { municipalityId, accountId: known.id }, input.deviceToken, now))
  if (!deviceId) {
    const network = { kind: 'resetFromAddress', subject: clientNetwork(input.clientAddress), limit: 20 }
    await countAttempts(
      db,
      [{ municipalityId, secret, windowMinutes: 60, ...network }],
      now,
      'U hebt dit te vaak gevraagd.',
    )
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
    const mine = trx
      .deleteFrom('passwordReset')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', account.id)
    await mine.where('expiresAt', '<=', now).execute()
    const sent = await trx
      .selectFrom('passwordReset')
      .select('createdAt')
      .where('municipalityId', '=', municipalityId)
      .where('accountId', '=', account.id)
      .where('usedAt', 'is', null)
      .where('createdAt', '>', new Date(now.getTime() - (RESET_MINUTES / 2) * 60_000))
      .execute()
    if (
      sent.length >= MOST_IN_HALF_AN_HOUR ||
      sent.some(({ createdAt }) => now.getTime() - createdAt.getTime() < SAME_PRESS_MS)
    )
      return
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
        link: `${input.baseUrl}${paths.public.newPassword(token)}`,
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
