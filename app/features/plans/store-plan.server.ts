import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { keepActionItems } from './action-items/keep-action-items.server.ts'
import type { NumberedSection, ReadSection } from './plan.ts'
import { numberPlan } from './plan.ts'
import { copyOrigins } from './versions/paragraph-origins.server.ts'

/** PostgreSQL takes 65,535 parameters a statement; a row here has at most eleven. */
const ROWS_AT_ONCE = 2000

export type Version = { municipalityId: string; processId: string; planVersionId: string }

/** A part that goes, with the paragraph or heading that it became or joined; both null when nothing is left of it. */
type MovedPart = { old: string; sectionId: string | null; paragraphId: string | null }

/**
 * Takes along what a later room keeps about parts of a plan, in the transaction that changes the plan: after what is new
 * was stored and before what goes is deleted. Gives warnings for officials about what lost its part.
 */
export type FollowPlan = ((trx: Trx, version: Version, moved: readonly MovedPart[]) => Promise<string[]>) & {
  hangs?: HangsOnParts | readonly HangsOnParts[]
}

/**
 * How a room puts back what hung on parts when an official takes an edit back. `keep` gives the rows before the edit, without names, addresses or
 * texts of people; `putBack` gets them again when the parts are there again, and takes nothing from what was put elsewhere since.
 */
export type HangsOnParts = {
  name: string
  keep: (trx: Trx, version: Version, parts: readonly string[]) => Promise<unknown[]>
  putBack: (trx: Trx, version: Version, rows: readonly unknown[], parts: readonly string[]) => Promise<void>
}

/**
 * Puts points behind the change of a paragraph, in the transaction that changes it; a later room keeps them. What is no paragraph, and a version
 * without one before it, have no change.
 */
export type LinkPoints = (
  trx: Trx,
  process: ProcessRef,
  part: { planVersionId: string; paragraphId: string },
  pointIds: readonly string[],
  linking: { by: { id: string | null }; now: Date },
) => Promise<void>

type SectionRow = {
  id: string
  lineageId: string
  parentId: string | null
  position: number
  level: number
  number: string
  heading: string
}
type ParagraphRow = {
  id: string
  sectionId: string
  lineageId: string
  position: number
  number: number
  kind: string
  text: string
  html: string | null
}

export type StoredCounts = { sections: number; paragraphs: number; warnings: string[] }

/**
 * Makes the stored plan version equal to this tree: what has an id keeps it, the rest is new or goes away. Followers keep
 * what they have with its part, also when a heading became a paragraph or (`mergedInto`) joined another one.
 */
export async function storePlan(
  trx: Trx,
  version: Version,
  sections: readonly ReadSection[],
  followers: readonly FollowPlan[],
  mergedInto: ReadonlyMap<string, string> = new Map(),
): Promise<StoredCounts> {
  const rows = rowsOf(numberPlan(sections))
  await upsertSections(trx, version, rows.sections)
  await upsertParagraphs(trx, version, rows.paragraphs)
  const gone = await goneFrom(trx, version, rows)
  const moved = whatBecameOf(rows, gone, mergedInto)
  const joined = moved.flatMap(({ old, paragraphId }) => (paragraphId === null ? [] : [[paragraphId, old] as const]))
  await copyOrigins(trx, version.municipalityId, joined)
  const warnings: string[] = []
  for (const follow of followers) warnings.push(...(await follow(trx, version, moved)))
  await deleteIn(trx, 'paragraph', version, gone.paragraphs)
  await deleteIn(trx, 'section', version, gone.sections)
  await keepActionItems(trx, version)
  return { sections: rows.sections.length, paragraphs: rows.paragraphs.length, warnings }
}

function rowsOf(tree: readonly NumberedSection[]): { sections: SectionRow[]; paragraphs: ParagraphRow[] } {
  const sections: SectionRow[] = []
  const paragraphs: ParagraphRow[] = []
  let position = 0
  const add = (siblings: readonly NumberedSection[], parentId: string | null) => {
    for (const section of siblings) {
      const id = section.id ?? uuid()
      const { level, number, heading } = section
      const lineageId = section.lineageId ?? id
      sections.push({ id, lineageId, parentId, position: position++, level, number, heading })
      for (const paragraph of section.paragraphs) {
        const { number, kind, text, html } = paragraph
        const own = paragraph.id ?? uuid()
        const lineage = paragraph.lineageId ?? own
        paragraphs.push({ id: own, sectionId: id, lineageId: lineage, position: position++, number, kind, text, html })
      }
      add(section.sections, id)
    }
  }
  add(tree, null)
  return { sections, paragraphs }
}

const chunks = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, at) =>
    rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
  )

async function upsertSections(
  trx: Trx,
  { municipalityId, planVersionId }: Version,
  rows: readonly SectionRow[],
): Promise<void> {
  for (const chunk of chunks(rows)) {
    await trx
      .insertInto('section')
      .values(chunk.map((row) => ({ municipalityId, planVersionId, ...row })))
      .onConflict((conflict) =>
        conflict.columns(['municipalityId', 'id']).doUpdateSet((eb) => ({
          parentId: eb.ref('excluded.parentId'),
          lineageId: eb.ref('excluded.lineageId'),
          position: eb.ref('excluded.position'),
          level: eb.ref('excluded.level'),
          number: eb.ref('excluded.number'),
          heading: eb.ref('excluded.heading'),
        })),
      )
      .execute()
  }
}

async function upsertParagraphs(
  trx: Trx,
  { municipalityId, planVersionId }: Version,
  rows: readonly ParagraphRow[],
): Promise<void> {
  for (const chunk of chunks(rows)) {
    await trx
      .insertInto('paragraph')
      .values(chunk.map((row) => ({ municipalityId, planVersionId, ...row })))
      .onConflict((conflict) =>
        conflict.columns(['municipalityId', 'id']).doUpdateSet((eb) => ({
          sectionId: eb.ref('excluded.sectionId'),
          lineageId: eb.ref('excluded.lineageId'),
          position: eb.ref('excluded.position'),
          number: eb.ref('excluded.number'),
          kind: eb.ref('excluded.kind'),
          text: eb.ref('excluded.text'),
          html: eb.ref('excluded.html'),
        })),
      )
      .execute()
  }
}

type Rows = { sections: readonly SectionRow[]; paragraphs: readonly ParagraphRow[] }
type Gone = { sections: string[]; paragraphs: string[] }

async function goneFrom(trx: Trx, { municipalityId, planVersionId }: Version, rows: Rows): Promise<Gone> {
  const gone = async (table: 'section' | 'paragraph', staying: readonly { id: string }[]) => {
    const stay = new Set(staying.map(({ id }) => id))
    const stored = await trx
      .selectFrom(table)
      .select('id')
      .where('municipalityId', '=', municipalityId)
      .where('planVersionId', '=', planVersionId)
      .execute()
    return stored.map(({ id }) => id).filter((id) => !stay.has(id))
  }
  return { sections: await gone('section', rows.sections), paragraphs: await gone('paragraph', rows.paragraphs) }
}

async function deleteIn(
  trx: Trx,
  table: 'section' | 'paragraph',
  { municipalityId, planVersionId }: Version,
  ids: string[],
) {
  if (ids.length === 0) return
  await trx
    .deleteFrom(table)
    .where('municipalityId', '=', municipalityId)
    .where('planVersionId', '=', planVersionId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
}

/** For each part that goes: the paragraph or heading it became or joined, or nothing. */
function whatBecameOf(rows: Rows, gone: Gone, mergedInto: ReadonlyMap<string, string>): MovedPart[] {
  const paragraphs = new Map(rows.paragraphs.map((row) => [row.id, row]))
  const sections = new Set(rows.sections.map(({ id }) => id))
  return [...gone.paragraphs, ...gone.sections].map((old) => {
    const paragraph = paragraphs.get(mergedInto.get(old) ?? old)
    if (paragraph) return { old, sectionId: paragraph.sectionId, paragraphId: paragraph.id }
    return { old, sectionId: sections.has(old) ? old : null, paragraphId: null }
  })
}
