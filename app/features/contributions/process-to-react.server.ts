import { NotFound } from '#app/errors.server.ts'
import { sectionNumber } from '#app/features/plans/plan.ts'
import { processAllows, type ProcessRef, type ProcessState } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { About } from './reaction.ts'

export type ProcessToReact = {
  municipalityId: string
  id: string
  slug: string
  title: string
  question: string
  state: ProcessState
  startsOn: string
  lastDay: string
  closesAt: Date
  answersExpected: string
  withdrawnBecause: string
}

/** A process that residents may know of. Throws NotFound for a draft, and for what is not there. */
export async function processToReact(
  db: Db | Trx,
  municipalityId: string,
  of: { id: string } | { slug: string | undefined },
): Promise<ProcessToReact> {
  const row = await db
    .selectFrom('process')
    .select([
      'municipalityId',
      'id',
      'slug',
      'title',
      'question',
      'state',
      'startsOn',
      'lastDay',
      'closesAt',
      'answersExpected',
      'withdrawnBecause',
    ])
    .where('municipalityId', '=', municipalityId)
    .where((eb) => ('id' in of ? eb('id', '=', of.id) : eb('slug', '=', of.slug ?? '')))
    .executeTakeFirst()
  const state = row?.state as ProcessState | undefined
  if (!row || !state || !processAllows.show(state) || !row.startsOn || !row.lastDay || !row.closesAt)
    throw new NotFound()
  return { ...row, state, startsOn: row.startsOn, lastDay: row.lastDay, closesAt: row.closesAt }
}

/** A part of the plan as a resident knows it. */
export type ChosenPart = {
  about: About
  sectionId: string | null
  paragraphId: string | null
  /** 'Alinea 25, Mantelzorg en vrijwilligers'; 'Het hele plan'. */
  label: string
  /** The words of the paragraph; '' for more than that. */
  quote: string
}

/** What a reaction is about, or null when that is not in the plan of this process. */
export async function partOfPlan(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  about: About,
): Promise<ChosenPart | null> {
  if (about.kind === 'plan') return { about, sectionId: null, paragraphId: null, label: 'Het hele plan', quote: '' }
  if (about.kind === 'section') {
    const section = await db
      .selectFrom('section')
      .innerJoin('planVersion', (join) =>
        join
          .onRef('planVersion.id', '=', 'section.planVersionId')
          .onRef('planVersion.municipalityId', '=', 'section.municipalityId'),
      )
      .select(['section.id', 'section.number', 'section.heading'])
      .where('section.municipalityId', '=', municipalityId)
      .where('planVersion.processId', '=', processId)
      .where('section.id', '=', about.id)
      .executeTakeFirst()
    if (!section) return null
    const number = sectionNumber(section)
    const label = `Onderdeel ${number === '' ? '' : `${number}, `}${section.heading}`
    return { about, sectionId: section.id, paragraphId: null, label, quote: '' }
  }
  const paragraph = await db
    .selectFrom('paragraph')
    .innerJoin('planVersion', (join) =>
      join
        .onRef('planVersion.id', '=', 'paragraph.planVersionId')
        .onRef('planVersion.municipalityId', '=', 'paragraph.municipalityId'),
    )
    .innerJoin('section', (join) =>
      join
        .onRef('section.id', '=', 'paragraph.sectionId')
        .onRef('section.municipalityId', '=', 'paragraph.municipalityId'),
    )
    .select(['paragraph.id', 'paragraph.sectionId', 'paragraph.number', 'paragraph.text', 'section.heading'])
    .where('paragraph.municipalityId', '=', municipalityId)
    .where('planVersion.processId', '=', processId)
    .where('paragraph.id', '=', about.id)
    .executeTakeFirst()
  if (!paragraph) return null
  const label = `Alinea\u00a0${paragraph.number}${paragraph.heading ? `, ${paragraph.heading}` : ''}`
  return { about, sectionId: paragraph.sectionId, paragraphId: paragraph.id, label, quote: paragraph.text }
}
