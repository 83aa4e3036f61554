import { fold } from '#app/fold.ts'
import { findAddresses } from './personal-data/find-addresses.ts'
import { findBsns } from './personal-data/find-bsns.ts'
import { findEmails } from './personal-data/find-emails.ts'
import { findIbans } from './personal-data/find-ibans.ts'
import { findNames, partsOfNames } from './personal-data/find-names.ts'
import { findPhones } from './personal-data/find-phones.ts'
import { FoldedText } from './personal-data/folded-text.ts'

export const findingKinds = ['bsn', 'iban', 'phone', 'email', 'address', 'senderName', 'leftOut'] as const
export type FindingKind = (typeof findingKinds)[number]

export const findingLabels: Record<FindingKind, string> = {
  bsn: 'BSN',
  iban: 'rekeningnummer',
  phone: 'telefoonnummer',
  email: 'e-mailadres',
  address: 'adres',
  senderName: 'naam van de indiener',
  leftOut: 'elders weggelaten',
}

/** Goes up when more or other things are found, so that what was searched before is searched again. */
export const DETECTOR = 2

/** A piece of a text that may tell who someone is, or that is left out of another text: [start, end) in UTF-16 units, and the words as they stand there. */
export type Finding = { kind: FindingKind; start: number; end: number; text: string }

export type FindingContext = {
  /** Names of who sent it that are not public. */
  names?: readonly string[]
  /** What is public anyway, such as the municipality's own phone number, by kind and value (`findingValue`). */
  known?: ReadonlySet<string>
}

/**
 * Personal data in a text: citizen service numbers, bank accounts, phone numbers, e-mail addresses, postcodes with a house
 * number, and the names of who sent it. In the order of the text, none over another. Takes time in proportion to the text.
 */
export function findPersonalData(text: string, context: FindingContext = {}): Finding[] {
  return findIn(new FoldedText(text), context)
}

/** The same in a text that was folded, and counts how often it is looked at. */
export function findIn(folded: FoldedText, { names = [], known = new Set() }: FindingContext): Finding[] {
  const ibans = findIbans(folded)
  const { phones, services } = findPhones(folded)
  const emails = findEmails(folded)
  const bsns = findBsns(folded, [...ibans, ...phones, ...services])
  const all = [
    ...[ibans, phones, emails, bsns, findAddresses(folded), findNames(folded, partsOfNames(names))].flatMap(
      (spans, order) => spans.map((span) => ({ ...span, order, kind: searchOrder[order] ?? 'bsn' })),
    ),
  ].sort((one, other) => one.start - other.start || one.order - other.order)
  const kept: typeof all = []
  for (const span of all) {
    const last = kept.at(-1)
    if (!last || span.start >= last.end) kept.push(span)
    else if (span.order < last.order) kept[kept.length - 1] = span
  }
  return kept
    .map(({ kind, start, end }) => ({ kind, ...folded.inOriginal(start, end) }))
    .filter((finding) => !known.has(findingValue(finding)))
}

/** The kinds in the order in which one that is found is believed over another in the same place. */
const searchOrder: readonly FindingKind[] = ['iban', 'phone', 'email', 'bsn', 'address', 'senderName']

/** What was found, however it was written: the same number with other spaces is the same. */
export function findingValue({ kind, text }: Pick<Finding, 'kind' | 'text'>): string {
  const folded = new FoldedText(text).text.toLowerCase()
  switch (kind) {
    case 'bsn':
      return `bsn:${folded.replace(/\D/g, '').padStart(9, '0')}`
    case 'phone':
      return `phone:${folded
        .replace(/^\+ ?/, '00')
        .replaceAll('(0)', '')
        .replace(/\D/g, '')
        .replace(/^00310?/, '0')}`
    case 'email':
      return `email:${folded
        .replace(/[([{<]? ?\b(?:at|a|apenstaartje|apestaartje)\b ?[)\]}>]?/g, '@')
        .replace(/ ?[([{]? ?\b(?:punt|dot)\b ?[)\]}]? ?/g, '.')
        .replace(/\s/g, '')}`
    case 'iban':
      return `iban:${folded.replace(/[^a-z\d]/g, '')}`
    case 'address': {
      const [postcode] = /\d{4} ?[a-z]{2}/.exec(folded) ?? ['']
      return `address:${postcode.replace(' ', '')} ${(/\d+/.exec(folded.replace(postcode, '')) ?? [''])[0]}`
    }
    case 'senderName':
      return `senderName:${folded.replace(/\s+/g, ' ')}`
    case 'leftOut':
      return `leftOut:${(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')}`
  }
}
