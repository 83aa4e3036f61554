import { contributorKindLabels } from '#app/features/contributions/contributor-kind.ts'

/** What sorts of partners there are: each is a sort of contributor. */
export const partnerKinds = ['organisation', 'workingGroup', 'meeting', 'functionHolder'] as const
export type PartnerKind = (typeof partnerKinds)[number]

export const partnerKindWords: Record<PartnerKind, string> = {
  organisation: contributorKindLabels.organisation,
  workingGroup: contributorKindLabels.workingGroup,
  meeting: contributorKindLabels.meeting,
  functionHolder: contributorKindLabels.functionHolder,
}

export type BookPartner = { id: string; name: string; kind: PartnerKind; role: string; themes: string[] }
export type BookPerson = { id: string; name: string; email: string; isCoordinator: boolean }

export const MOST_THEMES = 20

/** A name without spaces too many. */
export const tidy = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ')

/** What two names have in common that are the same to the book: it has each once, whatever its capitals. */
export const nameKey = (name: string): string => tidy(name).toLowerCase()

/** Themes as they are typed in one field or one cell: with commas or semicolons between them, each once. */
export function themesIn(text: string): string[] {
  const themes = text
    .split(/[,;]/)
    .map(tidy)
    .filter((theme) => theme !== '')
  const byKey = new Map<string, string>()
  for (const theme of themes) if (!byKey.has(nameKey(theme))) byKey.set(nameKey(theme), theme)
  return [...byKey.values()]
}

/** The same themes in one field or one cell. */
export const themesInWords = (themes: readonly string[]): string => themes.join(', ')
