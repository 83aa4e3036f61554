import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { oneOf } from '#app/one-of.ts'
import { versionKinds, type ParagraphKind, type VersionKind } from './plan.ts'

export type PlanVersion = {
  id: string
  municipalityId: string
  kind: VersionKind
  title: string
  createdAt: Date
  /** The day by which readers know it; null of the first version, which the process says, and of a draft. */
  datedOn: LocalDate | null
  previousId: string | null
}

/** The version of a plan that people read. Null when there is no plan yet. */
export async function currentPlan(db: Db, process: ProcessRef): Promise<PlanVersion | null> {
  const version = await db
    .selectFrom('planVersion')
    .select(['id', 'municipalityId', 'kind', 'title', 'createdAt', 'datedOn', 'previousId'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('isForReaders', '=', true)
    .executeTakeFirst()
  return version ? { ...version, kind: oneOf(versionKinds, version.kind) } : null
}

/** The days on which a revised plan came online, and on which the plan was adopted, in order. */
export async function datedVersions(db: Db, process: ProcessRef): Promise<{ kind: VersionKind; datedOn: LocalDate }[]> {
  const rows = await db
    .selectFrom('planVersion')
    .select(['kind', 'datedOn'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('releasedAt', 'is not', null)
    .orderBy('ordinal')
    .execute()
  return rows.flatMap(({ kind, datedOn }) => (datedOn === null ? [] : [{ kind: oneOf(versionKinds, kind), datedOn }]))
}

type PlanSize = { words: number; paragraphs: number }

const words = sql<string>`coalesce(sum(array_length(regexp_split_to_array(trim(paragraph.text), '\\s+'), 1)), 0)`

/** How much there is to read. */
export async function planSize(db: Db, plan: PlanVersion): Promise<PlanSize> {
  const size = await db
    .selectFrom('paragraph')
    .where('municipalityId', '=', plan.municipalityId)
    .where('planVersionId', '=', plan.id)
    .select((eb) => [words.as('words'), eb.fn.countAll<string>().as('paragraphs')])
    .executeTakeFirstOrThrow()
  return { words: Number(size.words), paragraphs: Number(size.paragraphs) }
}

/** How many paragraphs of the plan there are to read. */
export async function countPlanParagraphs(db: Db | Trx, process: ProcessRef): Promise<number> {
  const { count } = await db
    .selectFrom('paragraph')
    .innerJoin('planVersion', (join) =>
      join
        .onRef('planVersion.municipalityId', '=', 'paragraph.municipalityId')
        .onRef('planVersion.id', '=', 'paragraph.planVersionId'),
    )
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('planVersion.municipalityId', '=', process.municipalityId)
    .where('planVersion.processId', '=', process.id)
    .where('planVersion.isForReaders', '=', true)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export type ContentsSection = {
  id: string
  number: string
  level: number
  heading: string
  /** Of this section alone, without what hangs under it. */
  words: number
  firstParagraph: number | null
  lastParagraph: number | null
}

/** Every heading of a plan in reading order, with what stands directly under it. */
export async function planContents(db: Db, plan: PlanVersion): Promise<ContentsSection[]> {
  const rows = await db
    .selectFrom('section')
    .leftJoin('paragraph', (join) =>
      join
        .onRef('paragraph.municipalityId', '=', 'section.municipalityId')
        .onRef('paragraph.sectionId', '=', 'section.id'),
    )
    .where('section.municipalityId', '=', plan.municipalityId)
    .where('section.planVersionId', '=', plan.id)
    .groupBy(['section.id', 'section.number', 'section.level', 'section.heading', 'section.position'])
    .orderBy('section.position')
    .select((eb) => [
      'section.id',
      'section.number',
      'section.level',
      'section.heading',
      words.as('words'),
      eb.fn.min<number | null>('paragraph.number').as('firstParagraph'),
      eb.fn.max<number | null>('paragraph.number').as('lastParagraph'),
    ])
    .execute()
  return rows.map((row) => ({ ...row, words: Number(row.words) }))
}

type CurrentChapter = {
  processId: string
  number: string
  heading: string
  /** When this version came. */ changedAt: Date
  /** Whether there was a version before it. */ isLater: boolean
}

/** The chapters of the version that people read now, of several processes at once, in reading order. */
export async function currentChapters(db: Db, municipalityId: string, processIds: string[]): Promise<CurrentChapter[]> {
  if (processIds.length === 0) return []
  return db
    .with('current', (query) =>
      query
        .selectFrom('planVersion')
        .select(['processId', 'id', 'createdAt', sql<boolean>`previous_id is not null`.as('isLater')])
        .where('municipalityId', '=', municipalityId)
        .where('processId', 'in', processIds)
        .where('isForReaders', '=', true),
    )
    .selectFrom('section')
    .innerJoin('current', 'current.id', 'section.planVersionId')
    .select([
      'current.processId',
      'current.createdAt as changedAt',
      'current.isLater',
      'section.number',
      'section.heading',
    ])
    .where('section.municipalityId', '=', municipalityId)
    .where('section.level', '=', 1)
    .orderBy('section.position')
    .execute()
}

export type PlanParagraph = {
  id: string
  sectionId: string
  number: number
  kind: ParagraphKind
  text: string
  html: string | null
  /** Of a table the ids of its rows below the headings, in order. */
  rows?: string[] | null
  /** Of the action item that it is part of: the same over all versions. Null for what is no action item. */
  actionNumber: number | null
}

/** The paragraphs under these sections in reading order; of the whole plan when no sections are given. */
export async function planParagraphs(db: Db, plan: PlanVersion, sectionIds?: string[]): Promise<PlanParagraph[]> {
  if (sectionIds?.length === 0) return []
  const rows = await db
    .selectFrom('paragraph')
    .leftJoin('actionItemParagraph', (join) =>
      join
        .onRef('actionItemParagraph.municipalityId', '=', 'paragraph.municipalityId')
        .onRef('actionItemParagraph.paragraphId', '=', 'paragraph.id'),
    )
    .leftJoin('actionItem', (join) =>
      join
        .onRef('actionItem.municipalityId', '=', 'paragraph.municipalityId')
        .onRef('actionItem.id', '=', 'actionItemParagraph.actionItemId'),
    )
    .where('paragraph.municipalityId', '=', plan.municipalityId)
    .where('paragraph.planVersionId', '=', plan.id)
    .$if(sectionIds !== undefined, (query) => query.where('paragraph.sectionId', 'in', sectionIds ?? []))
    .select(['paragraph.id', 'paragraph.sectionId', 'paragraph.number', 'paragraph.kind', 'paragraph.text'])
    .select(['paragraph.html', 'actionItem.number as actionNumber'])
    .select(
      sql<string[] | null>`case when paragraph.kind = 'table' then array(
        select table_row.id::text from table_row
        where table_row.municipality_id = ${plan.municipalityId} and table_row.paragraph_id = paragraph.id and table_row.position is not null
        order by table_row.position) end`.as('rows'),
    )
    .orderBy('paragraph.position')
    .execute()
  return rows.map(({ id, sectionId, number, kind, text, html, rows, actionNumber }) => ({
    ...{ id, sectionId, number, text, html, rows, actionNumber },
    // The check on this column in the database names the same kinds.
    kind: kind as ParagraphKind,
  }))
}
