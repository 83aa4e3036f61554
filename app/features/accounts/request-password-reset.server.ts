import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { notify } from '#app/features/notifications/notify.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
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
export const requestPasswordReset = act({
  name: 'requestPasswordReset',
  by: { audience: 'everyone' },
  needs: ['baseUrl', 'secret', 'clientAddress', 'deviceToken'],
  input: z.object({
    email: z
      .string()
      .default('')
      .transform(normalEmail)
      .pipe(z.email({ error: 'Vul een e-mailadres in zoals naam@organisatie.nl' })),
  }),
  refusals: {},
  async prepare({ db, by: { municipalityId }, now, secret, clientAddress, deviceToken }, { email }) {
    const account = await accountOfEmail(db, municipalityId, email)
    if (account && (await knownDevice(db, { municipalityId, accountId: account.id }, deviceToken, now))) return
    const network = { kind: 'resetFromAddress', subject: clientNetwork(clientAddress), limit: 20, windowMinutes: 60 }
    await countAttempts(db, [{ municipalityId, secret, ...network }], now, 'U hebt dit te vaak gevraagd.')
  },
  async run({ trx, by: { municipalityId }, now, baseUrl }, { email }) {
    const account = await trx
      .selectFrom('account')
      .innerJoin('municipality', 'municipality.id', 'account.municipalityId')
      .select(['account.id', 'account.name', 'account.email', 'municipality.name as municipality'])
      .where('account.municipalityId', '=', municipalityId)
      .where('account.email', '=', email)
      .where('account.blockedAt', 'is', null)
      .forUpdate('account')
      .executeTakeFirst()
    if (!account || !(await mailboxHasRoom(trx, { municipalityId, accountId: account.id }, now)))
      return changedNothing(undefined)
    const { token, tokenHash } = newLinkToken()
    const expiresAt = new Date(now.getTime() + RESET_MINUTES * 60_000)
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
        municipality: account.municipality,
        name: account.name,
        link: `${baseUrl}${paths.public.newPassword(token)}`,
        expiresAt: formatDateTime(expiresAt),
      },
      now,
    })
    await record(trx, {
      ...{ municipalityId, at: now, by: { kind: 'system', id: null }, act: 'requestPasswordReset' },
      subject: { kind: 'account', id: account.id },
    })
    return changedNothing(undefined)
  },
})

/** Whether another link is of use; links that expired go. */
async function mailboxHasRoom(
  trx: Trx,
  { municipalityId, accountId }: { municipalityId: string; accountId: string },
  now: Date,
): Promise<boolean> {
  const mine = trx
    .deleteFrom('passwordReset')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
  await mine.where('expiresAt', '<=', now).execute()
  const sent = await trx
    .selectFrom('passwordReset')
    .select('createdAt')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .where('createdAt', '>', new Date(now.getTime() - (RESET_MINUTES / 2) * 60_000))
    .execute()
  const isSamePress = sent.some(({ createdAt }) => now.getTime() - createdAt.getTime() < SAME_PRESS_MS)
  return sent.length < MOST_IN_HALF_AN_HOUR && !isSamePress
}
