import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { act, changedNothing } from '#app/acts/act.server.ts'
import { clientNetwork } from '#app/features/accounts/client-network.ts'
import { countAttempt, forgiveAttempt, TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { readCode, receiptCodeHash } from './receipt-code.server.ts'

/** How long a reaction stays open in a browser after its code was given. */
const INSIGHT_MINUTES = 30

/** How many codes one network may try. */
const limit = { kind: 'receipt-code', limit: 20, windowMinutes: 15 }

type Site = { municipalityId: string; secret: string }

/**
 * Finds the reaction that a code opens, and gives its id. Wrong tries are counted per visitor. Says the same for a code that
 * never was and for one of another municipality.
 */
export const openReaction = act({
  name: 'openReaction',
  by: { audience: 'everyone' },
  needs: ['secret', 'clientAddress'],
  input: z.object({
    code: z.string().transform((typed, context) => {
      const { code, problem } = readCode(typed)
      if (code !== null) return code
      context.addIssue({ code: 'custom', message: problem })
      return z.NEVER
    }),
  }),
  refusals: {
    unknownCode: {
      says: 'Wij vinden geen reactie bij deze code. Kijk of u de code goed hebt overgenomen, en of de reactie aan deze gemeente was.',
      at: 'code',
    },
  },
  async prepare({ db, by, now, secret, clientAddress }) {
    const attempt = { ...limit, municipalityId: by.municipalityId, secret, subject: clientNetwork(clientAddress) }
    const verdict = await countAttempt(db, attempt, now)
    if (!verdict.allowed)
      throw new TooManyAttempts(
        verdict.secondsToWait,
        now,
        'U hebt te vaak een code geprobeerd die niet klopt.',
        'code',
      )
    return attempt
  },
  async run({ trx, by, now, secret, refuse }, { code }, attempt) {
    const { municipalityId } = by
    const receipt = await trx
      .selectFrom('receipt')
      .select('contributionId')
      .where('municipalityId', '=', municipalityId)
      .where('codeHash', '=', receiptCodeHash({ municipalityId, secret }, code))
      .executeTakeFirst()
    if (!receipt) return refuse('unknownCode')
    await forgiveAttempt(trx, attempt, now)
    return changedNothing(receipt)
  },
})

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
