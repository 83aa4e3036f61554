import { formatDate, today, type LocalDate } from '#app/local-date.ts'
import type { VersionKind } from '#app/features/plans/plan.ts'

/** `datedOn` is null of the first version, and of a draft. */
type Dated = { kind: VersionKind; createdAt: Date; datedOn: LocalDate | null }
type DecidedProcess = { decidedOn: LocalDate | null }

/** How readers know a version: 'concept', 'aangepast plan', 'vastgesteld plan'. */
export const versionNames: Record<VersionKind, string> = {
  concept: 'concept',
  revised: 'aangepast plan',
  adopted: 'vastgesteld plan',
}

/**
 * 'concept van 4 oktober 2016': how readers know a version. The concept by the day on which the college decided on it, a revised plan by that of its
 * release, an adopted one by that of the decision.
 */
export const versionInWords = ({ kind, createdAt, datedOn }: Dated, { decidedOn }: DecidedProcess): string =>
  `${versionNames[kind]} van ${formatDate((kind === 'concept' ? decidedOn : datedOn) ?? today(createdAt))}`

/** The same within a sentence: 'het aangepaste plan van 3 april 2017'. */
export const versionInSentence = (version: Dated, process: DecidedProcess): string =>
  `het ${versionInWords(version, process).replace(/^(aangepast|vastgesteld) /, '$1e ')}`

/** 'Concept', 'Herzien 2', 'Vastgesteld': how officials call a version; revised ones by their number when there are more. */
export const versionName = ({ kind, revision }: { kind: VersionKind; revision: number | null }): string =>
  kind === 'concept'
    ? 'Concept'
    : kind === 'adopted'
      ? 'Vastgesteld'
      : revision === null
        ? 'Herzien'
        : `Herzien ${revision}`

/** What the page of the plan says once after an act on its versions. */
export const versionSays: readonly [string, string][] = [
  ['beginRevision', 'Dit is het herziene plan. De tekst is nog gelijk aan die van de vorige versie.'],
  ['discardVersion', 'Die versie is weg. Dit is de versie ervoor.'],
  ['importVersion', 'Het bestand is gelezen en vergeleken. Van elke alinea is duidelijk waar die vandaan komt.'],
  ['sameVersion', 'Dit bestand stond er al. Er is niets veranderd.'],
]
