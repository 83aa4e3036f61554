import { widerNetwork } from '#app/features/accounts/client-network.ts'
import { limitsHere } from '#app/features/accounts/network-limits.server.ts'
import { TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'

const KILOBYTE = 1024
/** Kilobytes that one network may have kept in an hour, of short texts and of long ones each: 8,000 texts of half a page. */
const MOST_AN_HOUR = 8 * KILOBYTE
/** Up to here a text is short: twice what the longest letters to a council take. */
const SHORT = 10 * KILOBYTE

/**
 * Counts a text that is about to be kept as a draft; throws TooManyAttempts, at its field, where the network it comes from
 * filled its share. A school, a library or a town hall is one network, so the share is what a whole town types in
 * an hour; and long texts have a share of their own, so that someone who fills it keeps nobody beside them from reacting.
 */
export function countDraft(
  {
    municipalityId,
    text,
    field,
    clientAddress,
  }: { municipalityId: string; text: string; field: string; clientAddress: string },
  now: Date,
): void {
  const bytes = Buffer.byteLength(text)
  const verdict = limitsHere.count(
    {
      ...{ municipalityId, subject: widerNetwork(clientAddress), limit: MOST_AN_HOUR, windowMinutes: 60 },
      kind: bytes <= SHORT ? 'draftShort' : 'draftLong',
      weight: Math.max(1, Math.ceil(bytes / KILOBYTE)),
    },
    now,
  )
  if (verdict.allowed) return
  const why =
    'Vanaf uw netwerk is in korte tijd heel veel tekst verstuurd. Daarom kunnen wij dit nu niet bewaren. U hoeft niets opnieuw te typen.'
  throw new TooManyAttempts(verdict.secondsToWait, now, why, field)
}
