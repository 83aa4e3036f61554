import { shortAreaCodes } from '#app/telephone.ts'
import { isDigit, type Span } from './digit-groups.ts'
import type { FoldedText } from './folded-text.ts'

/** Phone numbers, and numbers to call that belong to nobody in person. */
export type FoundPhones = { phones: Span[]; services: Span[] }

/** Free and paid information numbers, which are of organisations. */
const service = /^0(?:800|900|906|909)/

type Group = {
  digits: string
  start: number
  end: number
  /** What stands between the group before it and this one. */ gap: string
}

/**
 * Dutch phone numbers as people write them, and foreign ones with + or 00 before them. Information numbers (0800, 0900) and the
 * municipal 14 0xx are no personal data.
 */
export function findPhones(text: FoldedText): FoundPhones {
  const phones: Span[] = []
  const services: Span[] = []
  let done = 0
  for (const { start } of text.matches(/(?<!\d)(?:\+ ?\d|\(?0\d)/g)) {
    if (start < done) continue
    const groups = groupsFrom(text, start)
    const isInternational = text.code(start) === 43 || /^00[1-9]/.test(groups[0]?.digits ?? '')
    const { end, isService } = isInternational ? international(groups) : national(groups)
    if (end === null) continue
    // A bracket that opens before the area code belongs to the number when it closes behind it.
    const from = isInternational || groups[1]?.gap.includes(')') ? start : (groups[0]?.start ?? start)
    if (isService) services.push({ start: from, end })
    else phones.push({ start: from, end })
    done = end
  }
  return { phones, services }
}

/** The groups of digits from here on that may be one number: at most sixteen digits, with few marks between them. */
function groupsFrom(text: FoldedText, start: number): Group[] {
  const groups: Group[] = []
  let gap = ''
  let total = 0
  for (let at = start; total <= 16; at++) {
    const code = text.code(at)
    const last = groups.at(-1)
    if (isDigit(code)) {
      total++
      if (last && last.end === at) {
        last.digits += String.fromCharCode(code)
        last.end = at + 1
      } else {
        groups.push({ digits: String.fromCharCode(code), start: at, end: at + 1, gap })
      }
      gap = ''
      continue
    }
    gap += String.fromCharCode(code)
    // Space, ( ) + - . /
    if (gap.length > 3 || !(code === 32 || code === 40 || code === 41 || code === 43 || (code >= 45 && code <= 47)))
      break
  }
  // A group that goes on beyond what was read is part of a longer number.
  if (total > 16) groups.pop()
  return groups
}

type Reading = { end: number | null; isService: boolean }
const nothing: Reading = { end: null, isService: false }

function national(groups: Group[]): Reading {
  const first = groups[0]
  if (!first || isDate(groups)) return nothing
  const isWholeArea = first.digits.startsWith('06') || first.digits.length >= 4 || shortAreaCodes.has(first.digits)
  if (!isWholeArea || !/^0[1-9]/.test(first.digits)) return nothing
  const isService = service.test(first.digits)
  let total = 0
  let end: number | null = null
  for (const { digits, end: here } of groups) {
    total += digits.length
    if (total === 10 || (isService && (total === 8 || total === 11))) end = here
  }
  return { end, isService }
}

function international(groups: Group[]): Reading {
  let digits = ''
  let end: number | null = null
  let isService = false
  for (const group of groups) {
    // Another number that begins behind this one.
    if (digits !== '' && group.gap.includes('+')) break
    digits += group.digits
    const called = digits.replace(/^00/, '')
    if (called.startsWith('31')) {
      const own = called.slice(2).replace(/^0/, '')
      if (own.length === 9) end = group.end
      isService = service.test(`0${own}`)
    } else if (called.length >= 8 && called.length <= 15) {
      end = group.end
    }
  }
  return { end, isService }
}

/** 06-11-2016 10.30 is a moment. */
function isDate([day, month, year]: Group[]): boolean {
  if (!day || !month || !year || day.digits.length > 2 || month.digits.length > 2 || Number(month.digits) > 12)
    return false
  return /^(?:19|20)\d\d$/.test(year.digits) && /^[-./]$/.test(month.gap) && month.gap === year.gap
}
