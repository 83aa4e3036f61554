import type { Finding } from '#app/features/contributions/personal-data.ts'
import { findPersonalData } from '#app/features/contributions/personal-data.ts'
import type { PointWording } from './public-words.ts'
import type { QuotedRange } from './quoted-range.ts'

/** Where a finding stands: in the verbatim text of the contribution, or in words of the municipality. */
export type PointField = 'quotation' | 'summary'

/** How many letters and digits of a finding must still be read before it is one. */
const STILL_TELLS = 3

/**
 * What is found in the words of a point that become public. `found` is of the whole verbatim text, so that a point that
 * begins in the middle of a number is not taken for one without. What is left out is no finding any more.
 */
export function publicFindings(
  { range, summary, showsQuotation, withdrawal }: PointWording,
  text: string,
  found: readonly Finding[],
  redactions: readonly QuotedRange[],
  names: readonly string[],
): (Finding & { field: PointField })[] {
  if (withdrawal) return []
  if (range === null || (summary !== '' && !showsQuotation)) {
    return findPersonalData(summary, { names }).map((finding) => ({ ...finding, field: 'summary' as const }))
  }
  return found
    .filter((finding) => lettersLeft(text, finding, range, redactions) >= STILL_TELLS)
    .map((finding) => ({ ...finding, field: 'quotation' as const }))
}

/** The letters and digits of a finding that the public still reads. */
function lettersLeft(
  text: string,
  finding: QuotedRange,
  range: QuotedRange,
  redactions: readonly QuotedRange[],
): number {
  let letters = 0
  for (let at = Math.max(finding.start, range.start); at < Math.min(finding.end, range.end); at++) {
    if (
      /[\p{L}\p{N}\uD800-\uDBFF]/u.test(text.charAt(at)) &&
      !redactions.some(({ start, end }) => start <= at && at < end)
    )
      letters++
  }
  return letters
}
