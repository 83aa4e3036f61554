import { Refused } from '#app/errors.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { clientNetwork, widerNetwork } from './client-network.ts'
import { countWrongPassword, isBeingGuessed } from './failed-log-in.server.ts'
import type { LoggedIn } from './finish-log-in.server.ts'
import { normalEmail } from './insert-account.server.ts'
import { knownDevice, type Browser } from './known-device.server.ts'
import { logInLinkOf, sendLogInLink, takeLogInLink } from './log-in-link.server.ts'
import { takeNextStep, type SecondStep } from './next-step.server.ts'
import { verifyPassword } from './password.server.ts'
import { countAttempts, forgiveAttempt, type Attempt } from './rate-limit.server.ts'
import type { Site } from './session.server.ts'

const WINDOW_MINUTES = 15
const PER_NETWORK = 30
/** Whoever has one IPv6 connection has up to 65,536 of those: each try takes work, also with an address that nobody has. */
const PER_WIDER_NETWORK = 300
const PER_ACCOUNT_AND_NETWORK = 10
/** On a device that is known, or in a browser that has a link from the mailbox: nobody else can use these up. */
const PER_TRUSTED_BROWSER = 10

/** One message for all that can be wrong, so that nobody learns which addresses have an account. */
export const WRONG_LOGIN = 'Het e-mailadres of het wachtwoord klopt niet'
const TOO_OFTEN = 'Er is te vaak een verkeerd wachtwoord ingevuld.'
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** `linkSent`: the password was right, and the owner finds a link in the mailbox. */
export type LogInOutcome = LoggedIn | SecondStep | { step: 'linkSent' }

type LogIn = Browser & {
  email: string
  password: string
  /** Token of the link with which this browser came from the mailbox; null without one. */
  linkToken: string | null
  clientAddress: string
  baseUrl: string
}

/**
 * The first step: the password. Refused alike for an unknown address, a wrong password, a blocked account and an account
 * without a password; TooManyAttempts after too many wrong ones. What others try never keeps a known device out.
 */
export async function logIn(db: Db, site: Site, input: LogIn, now: Date, secret: string): Promise<LogInOutcome> {
  const { municipalityId } = site
  const email = normalEmail(input.email)
  const account = await db
    .selectFrom('account')
    .select(['id', 'passwordHash', 'blockedAt'])
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', email)
    .executeTakeFirst()
  const of = { municipalityId, accountId: account?.id ?? NOBODY }
  const deviceId = await knownDevice(db, of, input.deviceToken, now)
  const link = await logInLinkOf(db, of, input.linkToken, now)
  const attempts = attemptsOf(
    { municipalityId, secret },
    { trusted: deviceId ?? link, email, clientAddress: input.clientAddress },
  )
  await countAttempts(db, attempts, now, TOO_OFTEN)

  const fits = await verifyPassword(account?.passwordHash, input.password)
  const who = { municipalityId, email, accountId: account?.id ?? null }
  if (!account?.passwordHash || !fits || account.blockedAt) {
    await countWrongPassword(db, who, now, secret)
    throw new Refused(WRONG_LOGIN)
  }
  for (const attempt of attempts) await forgiveAttempt(db, attempt, now)

  const byLink =
    deviceId === null && link !== null && (await inTransaction(db, (trx) => takeLogInLink(trx, of, link, now)))
  if (deviceId === null && !byLink && (await isBeingGuessed(db, who, now, secret))) {
    await sendLogInLink(db, of, input, now)
    return { step: 'linkSent' }
  }
  const { device, deviceToken, baseUrl } = input
  return takeNextStep(db, site, { accountId: account.id, device, deviceToken, baseUrl, byLink }, now, secret)
}

/** In this order: who is refused for their own network must not use up the tries of someone else's account. */
function attemptsOf(
  { municipalityId, secret }: { municipalityId: string; secret: string },
  { trusted, email, clientAddress }: { trusted: string | null; email: string; clientAddress: string },
): Attempt[] {
  const shared = { municipalityId, secret, windowMinutes: WINDOW_MINUTES }
  if (trusted !== null) return [{ ...shared, kind: 'logInFromTrusted', subject: trusted, limit: PER_TRUSTED_BROWSER }]
  const [network, wider] = [clientNetwork(clientAddress), widerNetwork(clientAddress)]
  return [
    { ...shared, kind: 'logInFromAddress', subject: network, limit: PER_NETWORK },
    // Of IPv4 the two are the same.
    ...(wider === network
      ? []
      : [{ ...shared, kind: 'logInFromWiderNetwork', subject: wider, limit: PER_WIDER_NETWORK }]),
    {
      ...shared,
      kind: 'logInToAccountFromAddress',
      subject: JSON.stringify([email, network]),
      limit: PER_ACCOUNT_AND_NETWORK,
    },
  ]
}
