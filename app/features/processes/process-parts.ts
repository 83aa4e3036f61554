import type { ProcessDetails } from './process.schema.ts'

export type ProcessField = keyof ProcessDetails
/** What a form says; what it leaves out stays. */
export type Given = { [Field in ProcessField]?: ProcessDetails[Field] | undefined }

/** The fields of a process by the form they are filled in on. */
export const processParts = {
  details: ['title', 'question', 'summary', 'purposes', 'decidingBody', 'decidedOn'],
  consultation: ['regime', 'termDays', 'noticeOn', 'onDisplayFrom', 'readingPlace', 'whoMayReact'],
  nextSteps: ['nextSteps', 'answersExpected'],
} as const satisfies Record<string, readonly ProcessField[]>
export type ProcessPart = keyof typeof processParts

/** What was announced to residents formally stays as it was from the release on; other texts may be corrected. */
const fixedFields: readonly ProcessField[] = [
  'title',
  'decidingBody',
  'decidedOn',
  'regime',
  'termDays',
  'noticeOn',
  'onDisplayFrom',
]

/** Whether a field can no longer change once the process is released. */
export const isFixedAfterRelease = (field: ProcessField): boolean => fixedFields.includes(field)

/** Field names in Dutch, as in "De titel ligt vast". */
export const fieldNames: Record<ProcessField, string> = {
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

/** The fields that a form gives another value. The rules may be left unchosen; then those of the process stay. */
export function changedFields(
  stored: { [Field in ProcessField]: ProcessDetails[Field] },
  given: Given,
): ProcessField[] {
  const all: readonly ProcessField[] = Object.values(processParts).flat()
  return all.filter((field) => {
    const value = given[field]
    return value !== undefined && !(field === 'regime' && value === null) && !sameValue(value, stored[field])
  })
}

/** Whether two values of a field are the same; lists by their content. */
export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
