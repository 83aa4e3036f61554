/** A policy plan as a tree of sections with paragraphs, and the flat list of blocks it is corrected in. */

/** The versions that a plan goes through; there may be several revised ones. */
export const versionKinds = ['concept', 'revised', 'adopted'] as const
export type VersionKind = (typeof versionKinds)[number]

/** What a paragraph is, for how it is shown and what may be done with it. */
export const paragraphKinds = ['text', 'list', 'table', 'figure', 'action_item', 'narrative', 'quote', 'note'] as const
export type ParagraphKind = (typeof paragraphKinds)[number]

/** `id` is of a part in one version, `lineageId` is the same over all versions; a part that is new has neither. */
export type Identity = { id?: string; lineageId?: string }

/**
 * A paragraph as read from a file. `text` is plain text (lists: a line per item that starts with "• " or "1. ", indented
 * two spaces per level; tables: rows by newline, cells by tab). `html` is our own safe markup, or null when the text says it all.
 */
export type ReadParagraph = Identity & { kind: ParagraphKind; text: string; html: string | null }

/** A chapter or heading with what stands under it; its level is its depth in the tree. */
export type ReadSection = Identity & { heading: string; paragraphs: ReadParagraph[]; sections: ReadSection[] }

/** A picture of a document, written anew by us. */
export type ReadImage = { type: ImageType; width: number; height: number; bytes: Uint8Array }
export const imageTypes = ['png', 'jpeg', 'webp'] as const
export type ImageType = (typeof imageTypes)[number]

/** A whole plan; `title` is a proposal and `warnings` are Dutch sentences for the official. */
export type ReadPlan = { title: string | null; sections: ReadSection[]; warnings: string[]; images: ReadImage[] }

/** Level 1 is a chapter. Ids, when there are any, survive every correction. */
type HeadingBlock = Identity & { kind: 'heading'; level: number; text: string }
export type ParagraphBlock = ReadParagraph
export type Block = HeadingBlock | ParagraphBlock

/** The heading over what stands before the first heading. It counts as 0, so that chapter 1 is the plan's own first chapter. */
export const FRONT_HEADING = 'Vooraf'

/** Deepest level a heading can have; deeper ones are shown at this level. */
export const MAX_LEVEL = 6

export const isHeading = (block: Block): block is HeadingBlock => block.kind === 'heading'

/** Builds the tree: a heading hangs under the nearest earlier heading of a higher level, so skipped levels close up. */
export function treeOf(blocks: readonly Block[]): ReadSection[] {
  const sections: ReadSection[] = []
  const open: { level: number; section: ReadSection }[] = []
  for (const block of blocks) {
    if (isHeading(block)) {
      while (open.length >= MAX_LEVEL || (open.at(-1)?.level ?? 0) >= block.level) open.pop()
      const section: ReadSection = { ...identityOf(block), heading: block.text, paragraphs: [], sections: [] }
      const siblings = open.at(-1)?.section.sections ?? sections
      siblings.push(section)
      open.push({ level: block.level, section })
      continue
    }
    if (open.length === 0) {
      const front: ReadSection = { heading: FRONT_HEADING, paragraphs: [], sections: [] }
      sections.push(front)
      open.push({ level: Infinity, section: front })
    }
    open.at(-1)?.section.paragraphs.push(block)
  }
  return sections
}

/** The tree as a flat list, in reading order, each heading with its depth as level. */
export function blocksOf(sections: readonly ReadSection[]): Block[] {
  return walk(sections).flatMap(({ section, level }): Block[] => [
    { ...identityOf(section), kind: 'heading', level, text: section.heading },
    ...section.paragraphs,
  ])
}

/** What a part is known by, for a part that takes its place. */
export const identityOf = ({ id, lineageId }: Identity): Identity => ({
  ...(id !== undefined && { id }),
  ...(lineageId !== undefined && { lineageId }),
})

/** Every section in reading order with its level and the headings above it. */
export function walk(
  sections: readonly ReadSection[],
  path: string[] = [],
): { section: ReadSection; level: number; path: string[] }[] {
  return sections.flatMap((section) => [
    { section, level: path.length + 1, path },
    ...walk(section.sections, [...path, section.heading]),
  ])
}

type NumberedParagraph = ReadParagraph & { number: number }
export type NumberedSection = Identity & {
  number: string
  level: number
  heading: string
  paragraphs: NumberedParagraph[]
  sections: NumberedSection[]
}

/** Gives sections a number by position ("1", "1.2") and numbers the paragraphs 1..n through the whole plan. */
export function numberPlan(sections: readonly ReadSection[]): NumberedSection[] {
  let paragraph = 0
  const numbered = (siblings: readonly ReadSection[], above: string, level: number): NumberedSection[] => {
    const first = above === '' && siblings[0]?.heading === FRONT_HEADING ? 0 : 1
    return siblings.map((section, index) => {
      const number = `${above}${index + first}`
      return {
        ...identityOf(section),
        number,
        level,
        heading: section.heading,
        paragraphs: section.paragraphs.map((each) => ({ ...each, number: ++paragraph })),
        sections: numbered(section.sections, `${number}.`, level + 1),
      }
    })
  }
  return numbered(sections, '', 1)
}

/** Parts a heading from the number its author gave it: "1.2 Doel" is { own: "1.2", rest: "Doel" }. */
export function partOwnNumber(heading: string): { own: string | null; rest: string } {
  const found = /^(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+(?=\p{L}|[‘“'"(])(.+)$/u.exec(heading)
  return found?.[1] && found[2] ? { own: found[1], rest: found[2] } : { own: null, rest: heading }
}

export type PlacedHeading = { number: string; heading: string }

/** Whether the author gave a heading its number. "1 portemonnee" as the fourth heading of a chapter only begins with one. */
function isNumberedByAuthor({ number, heading }: PlacedHeading): boolean {
  const { own } = partOwnNumber(heading)
  return own !== null && own.split('.').length === number.split('.').length
}

/** The number to show before a heading: '' where its author gave it one, and before what stands above the first heading. */
export function sectionNumber(section: PlacedHeading): string {
  return isNumberedByAuthor(section) || section.number === '0' ? '' : section.number
}

/** '2.3 Mantelzorg': where a heading stands and what it says. A heading that its author numbered has that number alone. */
export function sectionInWords(section: PlacedHeading): string {
  return `${sectionNumber(section)} ${section.heading}`.trim()
}

/** 'hoofdstuk 2': how a chapter is called in a sentence, by the number that stands before its heading. */
export function chapterInWords(chapter: PlacedHeading): string {
  const number = isNumberedByAuthor(chapter) ? partOwnNumber(chapter.heading).own : sectionNumber(chapter)
  return number ? `hoofdstuk\u00a0${number}` : `‘${chapter.heading}’`
}

/** How many sections and paragraphs there are. */
export function countPlan(sections: readonly ReadSection[]): { sections: number; paragraphs: number } {
  const all = walk(sections)
  return { sections: all.length, paragraphs: all.reduce((sum, { section }) => sum + section.paragraphs.length, 0) }
}
