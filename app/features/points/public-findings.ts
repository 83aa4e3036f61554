import type { Finding } from '#app/features/contributions/personal-data.ts'
import { findPersonalData } from '#app/features/contributions/personal-data.ts'
import { findLeftOut, type LeftOutWords } from './left-out-words.ts'
import type { PointWording } from './public-words.ts'
import { overlaps, type QuotedRange } from './quoted-range.ts'

/** Where a finding stands: in the verbatim text of the contribution, or in words of the municipality. */
export type PointField = 'quotation' | 'summary'

/** How many letters and digits of a finding must still be read before it is one. */
const STILL_TELLS = 3

/**
 * What is found in the words of a point that become public. `found` is of the whole verbatim text, so that a point that
 * begins in the middle of a number is not taken for one without. What is left out there is no finding any more.
 */
export function publicFindings(
  { range, summary, showsQuotation, withdrawal }: PointWording,
  text: string,
  found: readonly Finding[],
  redactions: readonly QuotedRange[],
  { names, leftOut }: { names: readonly string[]; leftOut: LeftOutWords },
): (Finding & { field: PointField })[] {
  if (withdrawal) return []
  if (range === null || (summary !== '' && !showsQuotation)) {
    return findInPublicWords(summary, { names, leftOut }).map((finding) => ({ ...finding, field: 'summary' as const }))
  }
  return found
    .filter((finding) => lettersLeft(text, finding, range, redactions) >= STILL_TELLS)
    .map((finding) => ({ ...finding, field: 'quotation' as const }))
}

/**
 * What may tell who someone is, and what is left out elsewhere, in the order of the text and none over another: what is left out
 * elsewhere takes what lies in it along, and gives way to what it shares only a part with.
 */
export function findInPublicWords(
  text: string,
  { names, leftOut }: { names: readonly string[]; leftOut: LeftOutWords },
): Finding[] {
  const personal = findPersonalData(text, { names })
  const elsewhere = findLeftOut(text, leftOut).flatMap(({ start, end, text }): Finding[] => {
    const isWhole = personal.every((found) => !overlaps(found, { start, end }) || liesIn(found, { start, end }))
    const isKnown = personal.some((found) => found.start === start && found.end === end)
    return isWhole && !isKnown ? [{ kind: 'leftOut', start, end, text }] : []
  })
  return [...personal.filter((found) => !elsewhere.some((other) => liesIn(found, other))), ...elsewhere].sort(
    (one, other) => one.start - other.start,
  )
}

const liesIn = (one: QuotedRange, other: QuotedRange) => other.start <= one.start && one.end <= other.end

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
