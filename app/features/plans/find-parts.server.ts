import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { sectionInWords } from './plan.ts'
import { isReadable } from './versions/readable-versions.server.ts'
import {
  nowInWords,
  whereHeadingsWent,
  whereWordsWent,
  type PlacedHeading,
} from './versions/where-words-went.server.ts'

/** A section or paragraph of the plan, to choose by what it says. */
export type PlanPart = {
  id: string
  /** Number of the section; '' without one. */
  number: string
  heading: string
  /** Number of the paragraph; null for the section itself. */
  paragraph: number | null
  /** The begin of what stands there. */
  text: string
  /** For a part of a version that people read before: where its words are now. */
  now?: string
}

/** Characters of a part that are shown. */
const SHOWN = 280
/** How many parts are offered at once. */
const OFFERED = 12

/**
 * The parts of the plan in which all these words stand, or that have this number ('2.3', 'alinea 25'): sections by their heading, then
 * paragraphs by their text, in reading order. Without words the chapters.
 */
export async function findParts(db: Db, process: ProcessRef, asked: string): Promise<PlanPart[]> {
  const words = asked.trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 12)
  if (words.length === 0) return parts(db, process, sql`paragraph is null and position('.' in number) = 0`)
  const paragraph = /^(?:alinea|al\.?|a)?\s*(\d{1,6})$/.exec(words.join(' '))?.[1]
  const all = sql.join(
    words.map((word) => sql`position(${word} in lower(concat_ws(' ', number, heading, words))) > 0`),
    sql` and `,
  )
  return parts(db, process, sql`(${all}) or paragraph = ${paragraph ?? null}::int`)
}

/**
 * These parts of the plan as the version has them that they were named in, in reading order, with where their words are now. What is in no version
 * that people read is left out.
 */
export async function partsById(db: Db, process: ProcessRef, ids: readonly string[]): Promise<PlanPart[]> {
  if (ids.length === 0) return []
  const found = await parts(db, process, sql`id = any(${[...ids]}::uuid[])`, { most: ids.length, earlier: true })
  const [paragraphs, headings] = await Promise.all([
    whereWordsWent(
      db,
      process,
      found.filter(({ paragraph }) => paragraph !== null).map(({ id }) => id),
    ),
    whereHeadingsWent(
      db,
      process,
      found.filter(({ paragraph }) => paragraph === null).map(({ id }) => id),
    ),
  ])
  return found.map((part) => {
    const went = paragraphs.get(part.id)
    const heading = headings.get(part.id)
    const now = went ? nowInWords(went) : heading === null ? 'niet meer in het plan' : nowOfHeading(part, heading)
    return now === null ? part : { ...part, now }
  })
}

const nowOfHeading = ({ id, number, heading }: PlanPart, now: PlacedHeading | undefined): string | null =>
  now === undefined || now.id === id || (now.number === number && now.heading === heading)
    ? null
    : `nu ${sectionInWords(now)}`

/**
 * These parts of any version of the plan, by the id that was asked: of a section, of a paragraph, or of the lineage of one, which then is as
 * the newest version has it. For what names parts of long ago.
 */
export async function partsOfAllVersions(
  db: Db,
  { municipalityId, id: processId }: ProcessRef,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PlanPart>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<PlanPart>`
    select asked.id, found.number, heading, paragraph, left(coalesce(text, ''), ${SHOWN}) as text
    from unnest(${[...ids]}::uuid[]) as asked (id)
    cross join lateral (
      select section.number, heading, paragraph.number as paragraph, paragraph.text, plan_version.ordinal
      from paragraph
      join plan_version on plan_version.municipality_id = paragraph.municipality_id and plan_version.id = paragraph.plan_version_id
      join section on section.municipality_id = paragraph.municipality_id and section.id = paragraph.section_id
      where plan_version.municipality_id = ${municipalityId} and plan_version.process_id = ${processId}
        and asked.id in (paragraph.id, paragraph.lineage_id)
      union all
      select section.number, heading, null, '', plan_version.ordinal
      from section
      join plan_version on plan_version.municipality_id = section.municipality_id and plan_version.id = section.plan_version_id
      where plan_version.municipality_id = ${municipalityId} and plan_version.process_id = ${processId} and section.id = asked.id
      order by ordinal desc limit 1
    ) as found`.execute(db)
  return new Map(rows.map((part) => [part.id, part]))
}

/** A part of the plan that people read, by the id of a section or paragraph, or by the lineage of a paragraph; null when it is not there. */
export async function currentPart(db: Db | Trx, process: ProcessRef, id: string): Promise<PlanPart | null> {
  const [part] = await parts(db, process, sql`${id}::uuid in (id, lineage_id)`, { most: 1 })
  return part ?? null
}

async function parts(
  db: Db | Trx,
  process: ProcessRef,
  which: RawBuilder<unknown>,
  { most = OFFERED, earlier = false }: { most?: number; /** Also of the versions before it. */ earlier?: boolean } = {},
): Promise<PlanPart[]> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<PlanPart>`
    with version as (
      select id from plan_version where municipality_id = ${municipalityId} and process_id = ${processId} and ${
        earlier ? isReadable(process) : sql`is_for_readers`
      }
    ),
    part as (
      select section.id, null::uuid as lineage_id, section.number, section.heading, null::int as paragraph, section.position, '' as words,
        (select text from paragraph where paragraph.municipality_id = section.municipality_id and paragraph.plan_version_id =
          section.plan_version_id and paragraph.section_id = section.id order by position limit 1) as text
      from section join version on version.id = section.plan_version_id where section.municipality_id = ${municipalityId}
      union all
      select paragraph.id, paragraph.lineage_id, section.number, section.heading, paragraph.number, paragraph.position, paragraph.text, paragraph.text
      from paragraph join version on version.id = paragraph.plan_version_id
      join section on section.municipality_id = paragraph.municipality_id and section.id = paragraph.section_id
      where paragraph.municipality_id = ${municipalityId}
    )
    select id, number, heading, paragraph, left(coalesce(text, ''), ${SHOWN}) as text from part
    where ${which} order by paragraph is not null, position limit ${most}`.execute(db)
  return rows
}
