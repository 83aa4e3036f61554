import { digitGroups, spanWalker, type Span } from './digit-groups.ts'
import type { FoldedText } from './folded-text.ts'

/** Words that say that a citizen service number follows, in the words of before 2007 as well. */
const named = /(?:bsn|b\.s\.n\.?|sofi(?:-? ?nummer|-? ?nr)?|burger[ -]?service[ -]?(?:nummer|nr))\D{0,30}$/i
/** Words that say that the number is of something else, or of an organisation, whose RSIN passes the same test. */
const ofSomethingElse =
  /(?:kvk|kamer van koophandel|rsin|zaak(?:nummer|nr)|kenmerk|dossier(?:nummer|nr)?|factuur(?:nummer|nr)?|order(?:nummer|nr)|isbn|issn)\D{0,30}$/i
const money = /^(?: ?euro?\b| ?€|,-|,\d\d(?!\d))/i

/** How far before a number its name may begin. */
const NAME_DISTANCE = 52
/** Digits written one by one, as in the boxes of a form. */
const MOST_GROUPS = 9

/**
 * Citizen service numbers: nine digits, or eight where the leading zero was dropped, that pass the eleven test (Wet algemene
 * bepalingen burgerservicenummer, article 1 of its regulation), with spaces, dots or hyphens in between. With its name before
 * it the number is found even when the test fails: who mistypes one digit still tells eight.
 */
export function findBsns(text: FoldedText, taken: readonly Span[]): Span[] {
  const groups = digitGroups(text)
  const isTaken = spanWalker(taken)
  const found: Span[] = []
  for (const [index, { start, end }] of groups.entries()) {
    if (start < (found.at(-1)?.end ?? 0) || isTaken({ start, end })) continue
    const candidates = candidatesFrom(text, groups, index).filter(({ digits }) => !/^0+$/.test(digits))
    if (candidates.length === 0) continue
    const before = text.slice(Math.max(groups[index - 1]?.end ?? 0, start - NAME_DISTANCE), start)
    const isNamed = named.test(before)
    const isOther = !isNamed && ofSomethingElse.test(before)
    const best = candidates
      .map((candidate) => ({ ...candidate, passes: passesElevenTest(candidate.digits) }))
      .filter((candidate) => isNamed || (candidate.passes && !isOther && standsAlone(text, groups, index, candidate)))
      .sort((one, other) => Number(other.passes) - Number(one.passes) || other.digits.length - one.digits.length)[0]
    if (best) found.push({ start, end: best.end })
  }
  return found
}

type Candidate = Span & { digits: string; count: number; gaps: string[] }

/** What could be read from this group on: eight or nine digits in whole groups. */
function candidatesFrom(text: FoldedText, groups: Span[], index: number): Candidate[] {
  const first = groups[index]
  if (!first || first.end - first.start > 9) return []
  const candidates: Candidate[] = []
  const gaps: string[] = []
  let length = 0
  for (let at = index; at < index + MOST_GROUPS; at++) {
    const group = groups[at]
    if (!group) break
    const previous = groups[at - 1]
    if (at > index && previous) {
      const gap = gapBetween(text, previous, group)
      if (gap === null) break
      gaps.push(gap)
    }
    length += group.end - group.start
    if (length > 9) break
    if (length < 8) continue
    const digits = text.slice(first.start, group.end).replace(/\D/g, '')
    candidates.push({ start: first.start, end: group.end, digits, count: at - index + 1, gaps: [...gaps] })
  }
  return candidates
}

/** The mark between two groups of one number, or null when they are not one. */
function gapBetween(text: FoldedText, one: Span, other: Span): string | null {
  if (other.start - one.end > 3) return null
  const gap = text.slice(one.end, other.start)
  return /^(?: ?[.-] ?| )$/.test(gap) ? gap.trim() || ' ' : null
}

/** Dutch eleven test; the last digit counts negatively. Eight digits are nine with a zero before them. */
function passesElevenTest(digits: string): boolean {
  const nine = digits.padStart(9, '0')
  let sum = -Number(nine[8])
  for (let at = 0; at < 8; at++) sum += (9 - at) * Number(nine[at])
  return sum % 11 === 0
}

/** Whether it is a number by itself: no amount, no date or range of years, no part of a longer number. */
function standsAlone(
  text: FoldedText,
  groups: Span[],
  index: number,
  { start, end, count, gaps, digits }: Candidate,
): boolean {
  const [mark] = gaps
  if (gaps.some((gap) => gap !== mark)) return false
  const [previous, next, first, last] = [
    groups[index - 1],
    groups[index + count],
    groups[index],
    groups[index + count - 1],
  ]
  const longer = (one?: Span, other?: Span) => {
    const gap = one && other && other.start - one.end <= 3 ? text.slice(one.end, other.start) : null
    if (gap === null) return false
    return gap === '.' || gap === ',' || (mark !== undefined && (gap.trim() || ' ') === mark)
  }
  if (longer(previous, first) || longer(last, next)) return false
  if (/(?:€|\beuro?) ?$/i.test(text.slice(start - 6, start)) || money.test(text.slice(end, end + 6))) return false
  const shape = groups
    .slice(index, index + count)
    .map((group) => group.end - group.start)
    .join()
  // Twelve million, with the dots that amounts have.
  if (mark === '.' && shape === '2,3,3') return false
  return digits.length === 9 || !isDateOrYears(shape, digits)
}

function isDateOrYears(shape: string, digits: string): boolean {
  const isYear = (year: string) => /^(?:1[89]|20)\d\d$/.test(year)
  const isDay = (day: string, month: string) =>
    Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12
  if (shape === '4,4') return isYear(digits.slice(0, 4)) && isYear(digits.slice(4))
  const yearFirst = isYear(digits.slice(0, 4)) && isDay(digits.slice(6), digits.slice(4, 6))
  const yearLast = isYear(digits.slice(4)) && isDay(digits.slice(0, 2), digits.slice(2, 4))
  if (shape === '8') return yearFirst || yearLast
  return (shape === '4,2,2' && yearFirst) || (shape === '2,2,4' && yearLast)
}
