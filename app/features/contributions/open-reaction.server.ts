import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refused } from '#app/errors.server.ts'
import { clientNetwork } from '#app/features/accounts/client-network.ts'
import {
  countAttempt,
  forgiveAttempt,
  TooManyAttempts,
  type Attempt,
} from '#app/features/accounts/rate-limit.server.ts'
import type { Db } from '#db/client.server.ts'
import { readCode, receiptCodeHash } from './receipt-code.server.ts'

/** How long a reaction stays open in a browser after its code was given. */
const INSIGHT_MINUTES = 30

type Site = { municipalityId: string; secret: string }

/**
 * Finds the reaction that a code opens. Wrong tries are counted per visitor. Throws Refused with what to look at, the
 * same for a code that never was and for one of another municipality, and TooManyAttempts.
 */
export async function openReaction(
  db: Db,
  { site, typed, clientAddress }: { site: Site; typed: string; clientAddress: string },
  now: Date,
): Promise<string> {
  const { code, problem } = readCode(typed)
  if (code === null) throw new Refused(problem, 'code')
  const { municipalityId, secret } = site
  const attempt: Attempt = {
    municipalityId,
    secret,
    kind: 'receipt-code',
    subject: clientNetwork(clientAddress),
    limit: 20,
    windowMinutes: 15,
  }
  const verdict = await countAttempt(db, attempt, now)
  if (!verdict.allowed)
    throw new TooManyAttempts(verdict.secondsToWait, now, 'U hebt te vaak een code geprobeerd die niet klopt.')
  const receipt = await db
    .selectFrom('receipt')
    .select('contributionId')
    .where('municipalityId', '=', municipalityId)
    .where('codeHash', '=', receiptCodeHash(site, code))
    .executeTakeFirst()
  if (!receipt) {
    throw new Refused(
      'Wij vinden geen reactie bij deze code. Kijk of u de code goed hebt overgenomen, en of de reactie aan deze gemeente was.',
      'code',
    )
  }
  await forgiveAttempt(db, attempt, now)
  return receipt.contributionId
}

function signed({ municipalityId, secret }: Site, contributionId: string, until: string): Buffer {
  return createHmac('sha256', secret).update(`inzage:${municipalityId}:${contributionId}:${until}`).digest()
}

/** What the cookie holds: the reaction, until when, and a signature over both. */
export function makeInsight(site: Site, contributionId: string, now: Date): string {
  const until = String(now.getTime() + INSIGHT_MINUTES * 60_000)
  return `${contributionId}.${until}.${signed(site, contributionId, until).toString('base64url')}`
}

/** The reaction that a cookie opens in this municipality at this moment, or null. */
export function readInsight(site: Site, value: string | null, now: Date): string | null {
  const [contributionId = '', until = '', signature = ''] = (value ?? '').split('.')
  const given = Buffer.from(signature, 'base64url')
  const wanted = signed(site, contributionId, until)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
  return Number(until) > now.getTime() ? contributionId : null
}
