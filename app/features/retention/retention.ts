import { addDays, type LocalDate } from '#app/local-date.ts'

/** What can be erased apart, in the order in which it is mostly due. */
export const retentionKinds = ['contactAddress', 'advice', 'sourceFile', 'formerWording', 'contribution'] as const
export type RetentionKind = (typeof retentionKinds)[number]

type KindWords = { label: string; what: string; one: string; more: string }

export const retentionWords: Record<RetentionKind, KindWords> = {
  contactAddress: {
    label: 'E-mailadressen van indieners',
    what: 'Het adres gaat weg. De inbreng en de naam blijven.',
    one: 'adres',
    more: 'adressen',
  },
  advice: {
    label: 'Gevraagd advies',
    what: 'De vraag, het adres van de adviseur en het advies gaan weg.',
    one: 'vraag om advies',
    more: 'vragen om advies',
  },
  sourceFile: {
    label: 'Bronbestanden',
    what: 'De bestanden bij de inbreng gaan weg. De inbreng blijft.',
    one: 'bestand',
    more: 'bestanden',
  },
  formerWording: {
    label: 'Wat eerder openbaar was',
    what: 'Woorden die openbaar waren en zijn weggehaald, gaan weg.',
    one: 'tekst',
    more: 'teksten',
  },
  contribution: {
    label: 'Inbreng en wie die gaf',
    what: 'Van de tekst blijft alleen over wat openbaar is. Namen die niet openbaar zijn, adressen, bestanden, notities, adviezen, eerdere teksten en antwoorden die niemand leest, gaan weg. Nummers, besluiten en openbare antwoorden blijven.',
    one: 'inbreng',
    more: 'stukken inbreng',
  },
}

/** In a list of what is due in many processes, more than this of one kind are not counted. */
export const DUE_COUNTED_TO = 10_000

/** '1 adres', '23 adressen'; 'meer dan 10.000 adressen' of what was counted to that and one more. */
export function countedInWords(kind: RetentionKind, count: number, countedTo = Infinity): string {
  const { one, more } = retentionWords[kind]
  const inDutch = (number: number) => new Intl.NumberFormat('nl-NL').format(number)
  if (count > countedTo) return `meer dan ${inDutch(countedTo)} ${more}`
  return `${inDutch(count)} ${count === 1 ? one : more}`
}

/** The first day on which something is due: so many months after the last day, or the last day of a month that is too short for it. */
export function dueFrom(endedOn: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = endedOn.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0))
  const last = lastOfMonth.toISOString().slice(0, 10)
  return addDays(last, Math.min(day, lastOfMonth.getUTCDate()) - lastOfMonth.getUTCDate())
}

/**
 * A text of which only some ranges are kept (UTF-16 offsets, in any order): all else becomes spaces, and line ends stay, so that every
 * place in it is what it was.
 */
export function keepOnly(text: string, ranges: readonly { start: number; end: number }[]): string {
  let kept = ''
  let at = 0
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    if (end <= at) continue
    kept += blank(text.slice(at, Math.max(at, start))) + text.slice(Math.max(at, start), end)
    at = end
  }
  return kept + blank(text.slice(at))
}

const blank = (text: string) => text.replace(/[^\r\n]/g, ' ')
