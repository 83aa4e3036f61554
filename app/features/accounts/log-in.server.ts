import { Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { roles, type Role } from './account.ts'
import { clientNetwork } from './client-network.ts'
import { normalEmail } from './insert-account.server.ts'
import { verifyPassword } from './password.server.ts'
import { countAttempt, forgiveAttempt, TooManyAttempts, type Attempt } from './rate-limit.server.ts'
import { openSession, type Site } from './session.server.ts'

const WINDOW_MINUTES = 15
const PER_ADDRESS = 30
const PER_ACCOUNT_AND_ADDRESS = 10
/** Higher, so that one visitor with wrong passwords cannot keep someone out of their own account. */
const PER_ACCOUNT = 100

/** One message for all that can be wrong, so that nobody learns which addresses have an account. */
export const WRONG_LOGIN = 'Het e-mailadres of het wachtwoord klopt niet'
const TOO_OFTEN = 'Er is te vaak een verkeerd wachtwoord ingevuld.'

/**
 * Opens a session for who knows the password; returns the cookie to set. Refused alike for an unknown address, a wrong
 * password, a blocked account and an account without a password; TooManyAttempts after too many wrong ones.
 */
export async function logIn(
  db: Db,
  site: Site,
  input: { email: string; password: string; device: string; clientAddress: string },
  now: Date,
  secret: string,
): Promise<{ accountId: string; roles: Role[]; cookie: string }> {
  const { municipalityId } = site
  const email = normalEmail(input.email)
  const attempts = attemptsOf(municipalityId, email, input.clientAddress, secret)
  // In this order: who is refused for their own address must not use up the tries of someone else's account.
  for (const attempt of attempts) {
    const verdict = await countAttempt(db, attempt, now)
    if (!verdict.allowed) throw new TooManyAttempts(verdict.secondsToWait, now, TOO_OFTEN)
  }
  const account = await db
    .selectFrom('account')
    .select(['id', 'passwordHash', 'blockedAt'])
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', email)
    .executeTakeFirst()
  const fits = await verifyPassword(account?.passwordHash, input.password)
  if (!account || !fits || account.blockedAt) throw new Refused(WRONG_LOGIN)

  for (const attempt of attempts) await forgiveAttempt(db, attempt, now)
  await inTransaction(db, (trx) =>
    record(trx, { municipalityId, at: now, by: { kind: 'account', id: account.id }, act: 'logIn', subject: { kind: 'account', id: account.id } }),
  )
  const memberships = await db
    .selectFrom('membership')
    .select('role')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', account.id)
    .execute()
  const cookie = await openSession(site, account.id, input.device, now)
  const held = roles.filter((role) => memberships.some((membership) => membership.role === role))
  return { accountId: account.id, roles: held, cookie }
}

function attemptsOf(municipalityId: string, email: string, clientAddress: string, secret: string): Attempt[] {
  const shared = { municipalityId, secret, windowMinutes: WINDOW_MINUTES }
  const network = clientNetwork(clientAddress)
  return [
    { ...shared, kind: 'logInFromAddress', subject: network, limit: PER_ADDRESS },
    { ...shared, kind: 'logInToAccountFromAddress', subject: JSON.stringify([email, network]), limit: PER_ACCOUNT_AND_ADDRESS },
    { ...shared, kind: 'logInToAccount', subject: email, limit: PER_ACCOUNT },
  ]
}
