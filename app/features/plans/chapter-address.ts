import { slugFrom } from '#app/features/processes/process.schema.ts'
import { paths, withQuery } from '#app/paths.ts'
import { partOwnNumber } from './plan.ts'

type Chapter = { number: string; heading: string }

/** The part of an address that names a chapter: its number and, for readers of the address, its heading. */
export function chapterAddress({ number, heading }: Chapter): string {
  return `${number}-${slugFrom(partOwnNumber(heading).rest)}`
}

/** The number in such an address, or null when it names no chapter; the words behind it decide nothing. */
export function chapterNumber(address: string): string | null {
  return /^(0|[1-9]\d{0,4})(?:-|$)/.exec(address)?.[1] ?? null
}

/** The chapter that a section stands in: the first part of its number. */
export const chapterOf = (sectionNumber: string) => sectionNumber.split('.')[0] ?? sectionNumber

/** Where the headings and paragraphs of a plan are on its pages, without the '#'. */
export const anchors = {
  section: (number: string) => `onderdeel-${number}`,
  paragraph: (number: number) => `alinea-${number}`,
  /** An action item, by the number that readers see. */
  action: (number: number) => `actiepunt-${number}`,
  /** A row of a table by its id, which it has in every version. */
  row: (rowId: string) => `rij-${rowId.slice(-12)}`,
}

/** Address of the plan of a process; of one chapter, or of a heading in it. */
export function planPath(processSlug: string, chapter?: Chapter, anchor?: string): string {
  if (!chapter) return paths.public.planChapter(processSlug)
  return `${paths.public.planChapter(processSlug, chapterAddress(chapter))}${anchor ? `#${anchor}` : ''}`
}

/** In an address of the contents: a chapter that is no longer in the plan, by its id. */
export const GONE_CHAPTER = 'vervallen'

/**
 * Where an address leads that a chapter had in an earlier version: to where its heading stands now, or to the contents, which say that it is gone.
 * It goes to the heading by name, because a number of a paragraph behind the old address would be that of another one by now.
 */
export function formerChapterPath(
  processSlug: string,
  { id, now }: { id: string; now: { number: string; chapter: Chapter } | null },
  search: string,
): string {
  if (!now) return withQuery(paths.public.planChapter(processSlug), { [GONE_CHAPTER]: id })
  return `${planPath(processSlug, now.chapter)}${search}#${anchors.section(now.number)}`
}

export type PlaceInPlan = { kind: 'section' | 'paragraph'; id: string }

/** Address of the form for a reaction to the whole plan, or to one place in it. */
export function reactPath(processSlug: string, place?: PlaceInPlan): string {
  const over = place && `${place.kind === 'section' ? 'onderdeel' : 'alinea'}:${place.id}`
  return withQuery(paths.public.react(processSlug), { over })
}

/** The same address of a page of the plan, with old words and gone paragraphs in the text. */
export function showingOldWords(address: string): string {
  const [page = '', anchor] = address.split('#')
  return withQuery(page, { oud: '1' }) + (anchor ? `#${anchor}` : '')
}
