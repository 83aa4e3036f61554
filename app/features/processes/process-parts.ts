import type { ProcessDetails } from './process.schema.ts'

type Field = keyof ProcessDetails

/** The fields of a process by the form they are filled in on. */
export const processParts = {
  details: ['title', 'question', 'summary', 'purposes', 'decidingBody', 'decidedOn'],
  consultation: ['regime', 'termDays', 'noticeOn', 'onDisplayFrom', 'readingPlace', 'whoMayReact'],
  nextSteps: ['nextSteps', 'answersExpected'],
} as const satisfies Record<string, readonly Field[]>
export type ProcessPart = keyof typeof processParts

/** What residents were told formally stays as it was from the release on; other texts may be corrected. */
const fixedFields: readonly Field[] = [
  'title',
  'decidingBody',
  'decidedOn',
  'regime',
  'termDays',
  'noticeOn',
  'onDisplayFrom',
]

/** Whether a field can no longer change once the process is released. */
export const isFixedAfterRelease = (field: Field): boolean => fixedFields.includes(field)

/** Field names in Dutch, as in "De titel ligt vast". */
export const fieldNames: Record<Field, string> = {
  title: 'de titel',
  question: 'de vraag aan bewoners',
  summary: 'de samenvatting',
  purposes: 'het doel',
  decidingBody: 'wie het plan vrijgeeft',
  decidedOn: 'de datum van het besluit',
  regime: 'welke regels gelden',
  termDays: 'het aantal dagen',
  noticeOn: 'de datum van de kennisgeving',
  onDisplayFrom: 'de eerste dag van de terinzagelegging',
  readingPlace: 'de plek waar het plan ligt',
  whoMayReact: 'wie mag reageren',
  nextSteps: 'wat er daarna gebeurt',
  answersExpected: 'wanneer de antwoorden komen',
}

/** Whether two values of a field are the same; lists by their content. */
export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
