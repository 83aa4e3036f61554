import { formatDate, type LocalDate } from '#app/local-date.ts'
import type { QuotedRange } from './quoted-range.ts'

/** Why a piece of a text is left out of everything public. */
export const redactionReasons = ['personName', 'contactDetails', 'personalNumber', 'health', 'other'] as const
export type RedactionReason = (typeof redactionReasons)[number]

/** As the public reads it between brackets; of `other` an official writes it. */
export const redactionWords: Record<Exclude<RedactionReason, 'other'>, string> = {
  personName: 'naam',
  contactDetails: 'contactgegevens',
  personalNumber: 'persoonlijk nummer',
  health: 'gezondheid',
}

/** A piece of a verbatim text that is left out, with the reason; `otherReason` is '' unless the reason is `other`. */
export type Redaction = QuotedRange & { reason: RedactionReason; otherReason: string }

/** Why words that are public change or go. */
export const wordingReasons = ['personalData', 'senderAsked', 'mistake', 'other'] as const
export type WordingReason = (typeof wordingReasons)[number]

export const wordingReasonWords: Record<WordingReason, string> = {
  personalData: 'Er stonden gegevens over een persoon in',
  senderAsked: 'De indiener vroeg het',
  mistake: 'Er is iets verkeerd gegaan',
  other: 'Een andere reden',
}

const withdrawnBecause: Record<WordingReason, string> = {
  personalData: 'er gegevens over een persoon in stonden',
  senderAsked: 'de indiener dat vroeg',
  mistake: 'het hier niet hoorde te staan',
  other: 'dat om een andere reden nodig was',
}

/** What decides about the public words of a point. */
export type PointWording = {
  /** The piece of the verbatim text; null for a point in the official's words only. */
  range: QuotedRange | null
  summary: string
  /** With a summary, the quoted piece becomes public in its place. */
  showsQuotation: boolean
  withdrawal: { on: LocalDate; because: WordingReason } | null
}

/** What the public reads: the official's summary, what was written, that with pieces left out, or that it was taken back. */
export type PublicForm = 'summary' | 'quotation' | 'redacted' | 'withdrawn'
/** The form in a file. */
export const formWords: Record<PublicForm, string> = {
  summary: 'samenvatting',
  quotation: 'citaat',
  redacted: 'citaat met weglatingen',
  withdrawn: 'teruggenomen',
}

export type PublicWords = { form: PublicForm; words: string }

/**
 * The words of a point that may become public, and the only ones: whatever is shown, printed, mailed or exported is made of
 * these. `text` is the verbatim text of its contribution, `redactions` are of that text.
 */
export function publicWords(
  { range, summary, showsQuotation, withdrawal }: PointWording,
  text: string,
  redactions: readonly Redaction[],
): PublicWords {
  if (withdrawal)
    return {
      form: 'withdrawn',
      words: `Dit punt is teruggenomen op ${formatDate(withdrawal.on)}, omdat ${withdrawnBecause[withdrawal.because]}.`,
    }
  if (range === null || (summary !== '' && !showsQuotation)) return { form: 'summary', words: summary }
  const words = redactedText(text, range, redactions)
  return { form: words === text.slice(range.start, range.end) ? 'quotation' : 'redacted', words }
}

/** How what stands for words that are left out begins. */
export const LEFT_OUT = '[weggelaten: '

/** A piece of a text in which "[weggelaten: naam]" stands for each part that is left out. */
export function redactedText(text: string, range: QuotedRange, redactions: readonly Redaction[]): string {
  let at = range.start
  let words = ''
  for (const { start, end, reasons } of gaps(text, range, redactions)) {
    words += `${text.slice(at, start)}${LEFT_OUT}${[...reasons].join(' en ')}]`
    at = end
  }
  return words + text.slice(at, range.end)
}

type Gap = QuotedRange & { reasons: Set<string> }

/** What is left out of a piece, in order: what overlaps is one gap, and so is what only white space parts when the reason is the same. */
function gaps(text: string, range: QuotedRange, redactions: readonly Redaction[]): Gap[] {
  const found: Gap[] = []
  const within = redactions
    .map((redaction) => ({ ...wholeCharacters(text, redaction), reason: reasonInWords(redaction) }))
    .map(({ start, end, reason }) => ({ start: Math.max(start, range.start), end: Math.min(end, range.end), reason }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start || one.end - other.end)
  for (const { start, end, reason } of within) {
    const last = found.at(-1)
    const isSame = last?.reasons.size === 1 && last.reasons.has(reason)
    if (last && (start < last.end || (isSame && text.slice(last.end, start).trim() === ''))) {
      last.end = Math.max(last.end, end)
      last.reasons.add(reason)
    } else {
      found.push({ start, end, reasons: new Set([reason]) })
    }
  }
  return found
}

/** Half a character left standing would be a broken one: a range that begins or ends inside one takes all of it. */
function wholeCharacters(text: string, { start, end }: QuotedRange): QuotedRange {
  const isSecondHalf = (at: number) =>
    at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1))
  return { start: isSecondHalf(start) ? start - 1 : start, end: isSecondHalf(end) ? end + 1 : end }
}

/** The reason as it stands between the brackets. */
export function reasonInWords({ reason, otherReason }: Pick<Redaction, 'reason' | 'otherReason'>): string {
  return reason === 'other' ? otherReason : redactionWords[reason]
}
