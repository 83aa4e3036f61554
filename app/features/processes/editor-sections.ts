import { paths } from '#app/paths.ts'
import { processParts } from './process-parts.ts'
import { fieldOfMunicipality, type CheckItem } from './release-checklist.ts'

/** The pages on which a process is filled in, in the order of the work. */
export const editorSections = [
  { key: 'details', label: 'Gegevens' },
  { key: 'consultation', label: 'Inspraak' },
  { key: 'plan', label: 'Plan en tekst' },
  { key: 'phases', label: 'Fasen en vervolg' },
  { key: 'release', label: 'Vrijgeven' },
] as const
export type EditorSection = (typeof editorSections)[number]['key']

/** The page that a form field is on. */
function sectionOfField(field: string): EditorSection {
  const within = (part: readonly string[]) => part.includes(field)
  if (within(processParts.details)) return 'details'
  if (within(processParts.nextSteps) || field.startsWith('phases')) return 'phases'
  if (field === 'plan' || field === 'file' || field === 'pictures') return 'plan'
  // What the municipality must fill in is on no page of the process; it counts where the release itself is.
  return field === 'wasOnlineEarlier' || fieldOfMunicipality(field) !== null ? 'release' : 'consultation'
}

/** The page that comes after this one, for who goes through them in order. */
export function nextSection(slug: string, section: EditorSection): { href: string; label: string } | undefined {
  const next = editorSections[editorSections.findIndex(({ key }) => key === section) + 1]
  return next && { href: paths.official.process[next.key](slug), label: next.label }
}

/** The way to a field: only its anchor when it is on the page where one is, so that nothing typed is lost. */
export function hrefOfField(slug: string, field: string, current?: EditorSection): string {
  const ofMunicipality = fieldOfMunicipality(field)
  if (ofMunicipality !== null) return `${paths.official.municipality()}#${ofMunicipality}`
  const section = sectionOfField(field)
  return section === current ? `#${field}` : `${paths.official.process[section](slug)}#${field}`
}

/** How many things are still missing on each page. */
export function missingBySection(missing: readonly CheckItem[]): Record<EditorSection, number> {
  const counts: Record<EditorSection, number> = { details: 0, consultation: 0, plan: 0, phases: 0, release: 0 }
  for (const { field } of missing) counts[sectionOfField(field)]++
  return counts
}
