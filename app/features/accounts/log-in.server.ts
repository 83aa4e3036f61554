import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { clientNetwork, widerNetwork } from './client-network.ts'
import { countWrongPassword, isBeingGuessed } from './failed-log-in.server.ts'
import { normalEmail } from './insert-account.server.ts'
import { kept } from './account.schema.ts'
import { knownDevice } from './known-device.server.ts'
import { logInLinkOf, sendLogInLink, takeLogInLink } from './log-in-link.server.ts'
import type { LoggedIn } from './finish-log-in.server.ts'
import { takeNextStep, type SecondStep } from './next-step.server.ts'
import { verifyPassword } from './password.server.ts'
import { countAttempts, forgiveAttempt, type Attempt } from './rate-limit.server.ts'

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

type Outcome = LoggedIn | SecondStep | { step: 'linkSent' }

/**
 * The first step: the password. Refused alike for an unknown address, a wrong password, a blocked account and an account
 * without a password; TooManyAttempts after too many wrong ones. What others try never keeps a known device out. Gives
 * `linkSent` where the password was right, and the owner finds a link in the mailbox. In the record the account is who did it.
 */
export const logIn = act({
  name: 'logIn',
  by: { audience: 'everyone' },
  needs: ['baseUrl', 'secret', 'clientAddress', 'device', 'deviceToken'],
  input: z
    .object({
      email: z.string().default(''),
      password: z.string().default(''),
      /** Token of the link with which this browser came from the mailbox; empty without one. */
      linkToken: z.string().default(''),
      kept,
    })
    .refine(({ email, password }) => email.trim() !== '' && password !== '', {
      error: 'Vul uw e-mailadres en uw wachtwoord in',
    }),
  refusals: { wrongLogIn: { says: WRONG_LOGIN } },
  async prepare({ db, by, now, secret, clientAddress, deviceToken, refuse }, { email: given, password, linkToken }) {
    const { municipalityId } = by
    const email = normalEmail(given)
    const account = await db
      .selectFrom('account')
      .select(['id', 'passwordHash', 'blockedAt'])
      .where('municipalityId', '=', municipalityId)
      .where('email', '=', email)
      .executeTakeFirst()
    const owner = { municipalityId, accountId: account?.id ?? NOBODY }
    const deviceId = await knownDevice(db, owner, deviceToken, now)
    const link = await logInLinkOf(db, owner, linkToken, now)
    const attempts = attemptsOf({ municipalityId, secret }, { trusted: deviceId ?? link, email, clientAddress })
    await countAttempts(db, attempts, now, TOO_OFTEN)

    const fits = await verifyPassword(account?.passwordHash, password)
    const who = { municipalityId, email, accountId: account?.id ?? null }
    if (!account?.passwordHash || !fits || account.blockedAt) {
      await countWrongPassword(db, who, now, secret)
      return refuse('wrongLogIn')
    }
    for (const attempt of attempts) await forgiveAttempt(db, attempt, now)
    const isKnown = deviceId !== null
    return { owner, isKnown, link, isGuessed: !isKnown && (await isBeingGuessed(db, who, now, secret)) }
  },
  async run({ trx, now, baseUrl, secret, device, deviceToken }, _, { owner, isKnown, link, isGuessed }) {
    const byLink = !isKnown && link !== null && (await takeLogInLink(trx, owner, link, now))
    if (isGuessed && !byLink) {
      await sendLogInLink(trx, owner, { baseUrl }, now)
      return changedNothing<Outcome>({ step: 'linkSent' })
    }
    return changedNothing<Outcome>(
      await takeNextStep(trx, owner, { device, deviceToken, baseUrl, secret, byLink }, now),
    )
  },
})

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
