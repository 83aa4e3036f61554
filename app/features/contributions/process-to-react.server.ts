import { isReadable } from '#app/features/plans/versions/readable-versions.server.ts'
import { FoundProcess } from '#app/acts/found-process.ts'
import { NotFound } from '#app/errors.server.ts'
import { paragraphKinds, sectionNumber, type ParagraphKind } from '#app/features/plans/plan.ts'
import { processAllows, type ProcessRef, type ProcessState } from '#app/features/processes/process.ts'
import { secondScopes, type SecondScope } from '#app/features/processes/process.schema.ts'
import { oneOf } from '#app/one-of.ts'
import { roundAt, termOfRound, type ResidentRound } from '#app/features/processes/resident-rounds.ts'
import type { Term } from '#app/features/processes/term.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'
import type { About } from './reaction.ts'

type Facts = {
  municipalityId: string
  id: string
  slug: string
  title: string
  question: string
  state: ProcessState
  startsOn: string
  lastDay: string
  secondStartsOn: string | null
  secondLastDay: string | null
  secondScope: SecondScope
  answersExpected: string
  withdrawnBecause: string
}

/** A process that residents may know of, as it was when the request looked at it. */
export class ProcessToReact extends FoundProcess {
  readonly slug: string
  readonly title: string
  readonly question: string
  readonly state: ProcessState
  readonly startsOn: string
  readonly lastDay: string
  readonly secondStartsOn: string | null
  readonly secondLastDay: string | null
  readonly secondScope: SecondScope
  readonly answersExpected: string
  readonly withdrawnBecause: string
  constructor(facts: Facts) {
    super(facts)
    this.slug = facts.slug
    this.title = facts.title
    this.question = facts.question
    this.state = facts.state
    this.startsOn = facts.startsOn
    this.lastDay = facts.lastDay
    this.secondStartsOn = facts.secondStartsOn
    this.secondLastDay = facts.secondLastDay
    this.secondScope = facts.secondScope
    this.answersExpected = facts.answersExpected
    this.withdrawnBecause = facts.withdrawnBecause
  }
}

/** The columns of a process that `asProcessToReact` needs. */
export const processToReactColumns = [
  ...(['process.municipalityId', 'process.id', 'process.slug', 'process.title', 'process.question'] as const),
  ...(['process.state', 'process.startsOn', 'process.lastDay'] as const),
  ...(['process.secondStartsOn', 'process.secondLastDay', 'process.secondScope'] as const),
  ...(['process.answersExpected', 'process.withdrawnBecause'] as const),
] as const

type Row = Omit<Facts, 'state' | 'startsOn' | 'lastDay' | 'secondScope'> & {
  state: string
  secondScope: string
  startsOn: string | null
  lastDay: string | null
}

/** Throws NotFound for a draft, and for what is not there. */
export function asProcessToReact(row: Row | undefined): ProcessToReact {
  const state = row?.state as ProcessState | undefined
  if (!row || !state || !processAllows.show(state) || !row.startsOn || !row.lastDay) throw new NotFound()
  return new ProcessToReact({
    ...row,
    ...{ state, startsOn: row.startsOn, lastDay: row.lastDay, secondScope: oneOf(secondScopes, row.secondScope) },
  })
}

/** The round in which a reaction counts that arrives now, and its days. */
export function roundToReact(process: ProcessToReact, now: Date): Term & { round: ResidentRound } {
  const round = roundAt(process, now)
  return { round, ...(termOfRound(process, round) ?? { startsOn: process.startsOn, lastDay: process.lastDay }) }
}

/** A process that residents may know of; what this request found already is not read again. Throws NotFound. */
export async function processToReact(
  db: Db | Trx,
  municipalityId: string,
  of: { id: string } | { slug: string | undefined },
): Promise<ProcessToReact> {
  if (of instanceof ProcessToReact && of.municipalityId === municipalityId) return of
  const [row] =
    'id' in of
      ? await processById(db, { municipalityId, id: of.id })
      : await processBySlug(db, { municipalityId, slug: of.slug ?? '' })
  return asProcessToReact(row)
}

const processById = prepared('processToReactById', (db, of: Places<{ municipalityId: string; id: string }>) =>
  db
    .selectFrom('process')
    .select(processToReactColumns)
    .where('municipalityId', '=', of.municipalityId)
    .where('id', '=', of.id)
    .compile(),
)
const processBySlug = prepared('processToReactBySlug', (db, of: Places<{ municipalityId: string; slug: string }>) =>
  db
    .selectFrom('process')
    .select(processToReactColumns)
    .where('municipalityId', '=', of.municipalityId)
    .where('slug', '=', of.slug)
    .compile(),
)

/** A part of the plan as a resident knows it. */
export type ChosenPart = {
  about: About
  sectionId: string | null
  paragraphId: string | null
  /** 'Alinea 25, Mantelzorg en vrijwilligers'; 'Het hele plan'. */
  label: string
  /** The words of the paragraph; '' for more than that. */
  quote: string
  /** The paragraph, when it is one. */
  paragraph?: { id: string; number: number; kind: ParagraphKind }
}

/** What a reaction is about, or null when that is not in the plan of this process. */
export async function partOfPlan(db: Db | Trx, process: ProcessRef, about: About): Promise<ChosenPart | null> {
  const { municipalityId, id: processId } = process
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
      .where(isReadable(process))
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
    .select(['paragraph.id', 'paragraph.sectionId', 'paragraph.number', 'paragraph.kind', 'paragraph.text'])
    .select('section.heading')
    .where('paragraph.municipalityId', '=', municipalityId)
    .where('planVersion.processId', '=', processId)
    .where('paragraph.id', '=', about.id)
    .where(isReadable(process))
    .executeTakeFirst()
  if (!paragraph) return null
  const label = `Alinea\u00a0${paragraph.number}${paragraph.heading ? `, ${paragraph.heading}` : ''}`
  const { id, sectionId, number, text: quote } = paragraph
  const kind = oneOf(paragraphKinds, paragraph.kind)
  return { about, sectionId, paragraphId: id, label, quote, paragraph: { id, number, kind } }
}
