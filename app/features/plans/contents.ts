import { anchors, chapterOf, planPath } from './chapter-address.ts'
import type { ContentsSection } from './queries.server.ts'

export type ChapterEntry = {
  id: string
  number: string
  heading: string
  href: string
  words: number
  firstParagraph: number | null
  lastParagraph: number | null
  /** Every heading under the chapter, in reading order. */
  sections: { number: string; level: number; heading: string; href: string }[]
}

/** The chapters of a plan, each with the headings under it and how much there is to read. */
export function chaptersOf(slug: string, sections: readonly ContentsSection[]): ChapterEntry[] {
  return sections
    .filter(({ level }) => level === 1)
    .map((chapter) => {
      const own = sections.filter(({ number }) => chapterOf(number) === chapter.number)
      const numbers = own
        .flatMap(({ firstParagraph, lastParagraph }) => [firstParagraph, lastParagraph])
        .filter((each) => each !== null)
      return {
        id: chapter.id,
        number: chapter.number,
        heading: chapter.heading,
        href: planPath(slug, chapter),
        words: own.reduce((sum, { words }) => sum + words, 0),
        firstParagraph: numbers.length > 0 ? Math.min(...numbers) : null,
        lastParagraph: numbers.length > 0 ? Math.max(...numbers) : null,
        sections: own
          .filter(({ level }) => level > 1)
          .map(({ number, level, heading }) => ({
            number,
            level,
            heading,
            href: planPath(slug, chapter, anchors.section(number)),
          })),
      }
    })
}

export type PartOfPlan<Paragraph> = {
  id: string
  number: string
  level: number
  heading: string
  paragraphs: Paragraph[]
}

/** Headings in reading order, each with the paragraphs that stand directly under it. */
export function partsOf<Paragraph extends { sectionId: string }>(
  sections: readonly ContentsSection[],
  paragraphs: readonly Paragraph[],
): PartOfPlan<Paragraph>[] {
  const bySection = Map.groupBy(paragraphs, ({ sectionId }) => sectionId)
  return sections.map(({ id, number, level, heading }) => ({
    id,
    number,
    level,
    heading,
    paragraphs: bySection.get(id) ?? [],
  }))
}
