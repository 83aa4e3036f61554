import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import { nameOf } from './heading-shape.ts'
import { partOwnNumber } from './plan.ts'

export type PlanPlace = { sectionId: string; paragraphId: string | null }

export type PlanOutline = {
  sections: { id: string; number: string; heading: string }[]
  paragraphs: { id: string; sectionId: string; number: number }[]
}

/** The headings and paragraph numbers of the plan that people read, in order; empty when there is no plan. */
export async function planOutline(db: Db, process: ProcessRef): Promise<PlanOutline> {
  const version = await db
    .selectFrom('planVersion')
    .select('id')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('isForReaders', '=', true)
    .executeTakeFirst()
  if (!version) return { sections: [], paragraphs: [] }
  const [sections, paragraphs] = await Promise.all([
    db
      .selectFrom('section')
      .select(['id', 'number', 'heading'])
      .where('municipalityId', '=', process.municipalityId)
      .where('planVersionId', '=', version.id)
      .orderBy('position')
      .execute(),
    db
      .selectFrom('paragraph')
      .select(['id', 'sectionId', 'number'])
      .where('municipalityId', '=', process.municipalityId)
      .where('planVersionId', '=', version.id)
      .orderBy('position')
      .execute(),
  ])
  return { sections, paragraphs }
}

/**
 * Finds what people mean by a part of the plan: an id, '2.3', '2.3 Mantelzorg', a heading, or 'alinea 25'.
 * A bare number is a section first and a paragraph after that.
 */
export function findPlanPlace({ sections, paragraphs }: PlanOutline, words: string): PlanPlace | null {
  const wanted = plain(words)
  const { own, rest } = partOwnNumber(wanted.replace(/^hoofdstuk\s+/, ''))
  const section = (found: { id: string } | undefined): PlanPlace | null =>
    found ? { sectionId: found.id, paragraphId: null } : null
  const paragraph = (found: { id: string; sectionId: string } | undefined): PlanPlace | null =>
    found ? { sectionId: found.sectionId, paragraphId: found.id } : null
  const asParagraph = /^(?:alinea|al\.?|a)\s*(\d+)$/.exec(wanted)?.[1]
  if (asParagraph) return paragraph(paragraphs.find(({ number }) => number === Number(asParagraph)))
  return (
    section(sections.find(({ id }) => id === wanted)) ??
    paragraph(paragraphs.find(({ id }) => id === wanted)) ??
    section(sections.find(({ number }) => plain(number) === wanted.replace(/^hoofdstuk\s+/, ''))) ??
    section(sections.find(({ heading }) => plain(heading) === wanted)) ??
    section(sections.find(({ number, heading }) => plain(`${number} ${heading}`) === wanted)) ??
    // 'Wonen', '1 Wonen' and 'hoofdstuk 1 Wonen' are the heading '1. Wonen'; a number, once given, must be right.
    section(
      sections.find(
        ({ number, heading }) =>
          plain(nameOf(heading)) === rest && [null, number, partOwnNumber(heading).own].includes(own),
      ),
    ) ??
    paragraph(paragraphs.find(({ number }) => String(number) === wanted))
  )
}

const plain = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/[‘’]/g, "'")
