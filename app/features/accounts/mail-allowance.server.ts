import type { Db } from '#db/client.server.ts'
import { clientNetwork, widerNetwork } from './client-network.ts'
import { limitsHere } from './network-limits.server.ts'
import { countTogether, type Attempt } from './rate-limit.server.ts'

const HOUR = 60
const DAY = 24 * HOUR

/**
 * What strangers may have us send, over all forms together. To one address little: more than a household needs within the hour, so
 * that nobody's mailbox is filled. From one network much: a school or a town hall is one.
 */
const limits = { toAddress: 3, toAddressInADay: 10, fromNetwork: 100, fromWiderNetwork: 300 }

export type StrangersMail = { municipalityId: string; secret: string; to: string; clientAddress: string }

/**
 * Counts one message that someone without an account has sent to an address that nobody confirmed, and says whether it may
 * go. Only the message may depend on it, never what it is about: the address or the network may be shared. One statement,
 * outside the transaction of the act.
 */
export async function mayMail(
  db: Db,
  { municipalityId, secret, to, clientAddress }: StrangersMail,
  now: Date,
): Promise<boolean> {
  const [network, wider] = [clientNetwork(clientAddress), widerNetwork(clientAddress)]
  const counted = (kind: string, subject: string, limit: number, windowMinutes = HOUR): Attempt => ({
    municipalityId,
    secret,
    kind,
    subject,
    limit,
    windowMinutes,
  })
  const address = mailboxOf(to)
  // A town hall or a school is one network: who sends from there must not wait for each other, so no row counts it.
  const networks = [
    counted('mailFromNetwork', network, limits.fromNetwork),
    // Of IPv4 the two are the same.
    ...(wider === network ? [] : [counted('mailFromWiderNetwork', wider, limits.fromWiderNetwork)]),
  ].map((attempt) => limitsHere.count(attempt, now).allowed)
  const mailboxes = await countTogether(
    db,
    [
      counted('mailToAddress', address, limits.toAddress),
      counted('mailToAddressInADay', address, limits.toAddressInADay, DAY),
    ],
    now,
  )
  return [...networks, ...mailboxes].every(Boolean)
}

/**
 * The mailbox behind an address, for counting only: whatever stands behind a `+` comes in the same one with most mail servers,
 * and dots count for nothing at Google. Two people who would be taken for one share what an hour allows, and no more.
 */
function mailboxOf(address: string): string {
  const [name = '', domain = ''] = address.trim().toLowerCase().split('@')
  const plain = name.replace(/(?<=.)\+.*$/, '')
  return `${/^(?:gmail|googlemail)\.com$/.test(domain) ? plain.replaceAll('.', '') : plain}@${domain}`
}
