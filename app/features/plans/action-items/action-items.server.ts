import { sql } from 'kysely'
import { isActionHeading } from '#app/features/plans/heading-shape.ts'
import type { PlanVersion } from '#app/features/plans/queries.server.ts'
import { isReadable } from '#app/features/plans/versions/readable-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { ActionGroup } from './group-action-items.ts'
import { actionMarksOf } from './group-action-items.ts'
import type { Marked } from './action-item-rows.ts'

/** An action item as one version of a plan has it. */
export type ActionItem = {
  /** The same over all versions. */
  id: string
  number: number
  /** The heading that is its name, else the begin of what it says. */
  name: string
  /** Whether `name` is a heading. */
  isNamed: boolean
  chapter: { number: string; heading: string }
  /** In reading order. */
  paragraphs: { id: string; number: number; text: string }[]
}

/** Characters of an item without a heading of its own that are enough to know it by. */
const SHOWN = 140

/** The action items of a version of a plan, in reading order. */
export async function actionItemsOf(
  db: Db | Trx,
  { municipalityId, id }: Pick<PlanVersion, 'municipalityId' | 'id'>,
): Promise<ActionItem[]> {
  const { rows } = await sql<Omit<ActionItem, 'name' | 'isNamed'> & { heading: string; hasHeadingAlone: boolean }>`
    select action_item.id, action_item.number,
      json_agg(json_build_object('id', paragraph.id, 'number', paragraph.number, 'text', paragraph.text)
        order by paragraph.position) as paragraphs,
      min(section.heading) as heading,
      not exists (
        select from paragraph as other
        join action_item_paragraph as others on others.municipality_id = ${municipalityId} and others.paragraph_id = other.id
        where other.municipality_id = ${municipalityId} and other.plan_version_id = ${id} and other.section_id = section.id
          and others.action_item_id <> action_item.id) as has_heading_alone,
      json_build_object('number', min(chapter.number), 'heading', min(chapter.heading)) as chapter
    from paragraph
    join action_item_paragraph on action_item_paragraph.municipality_id = ${municipalityId}
      and action_item_paragraph.paragraph_id = paragraph.id
    join action_item on action_item.municipality_id = ${municipalityId} and action_item.id = action_item_id
    join section on section.municipality_id = ${municipalityId} and section.id = paragraph.section_id
    join section as chapter on chapter.municipality_id = ${municipalityId} and chapter.plan_version_id = ${id}
      and chapter.number = split_part(section.number, '.', 1)
    where paragraph.municipality_id = ${municipalityId} and paragraph.plan_version_id = ${id}
    group by action_item.id, action_item.number, section.id
    order by min(paragraph.position)`.execute(db)
  return rows.map(({ heading, hasHeadingAlone, ...item }) => {
    const isNamed = hasHeadingAlone && !isActionHeading(heading)
    return { ...item, isNamed, name: isNamed ? heading : beginOf(item.paragraphs[0]?.text ?? '') }
  })
}

function beginOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= SHOWN) return line
  return `${line.slice(0, line.lastIndexOf(' ', SHOWN) + 1 || SHOWN).trimEnd()}…`
}

/** How many action items a version of a plan has. */
export async function countActionItems(
  db: Db,
  { municipalityId, id }: Pick<PlanVersion, 'municipalityId' | 'id'>,
): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(distinct action_item_id) as count from paragraph
    join action_item_paragraph on action_item_paragraph.municipality_id = ${municipalityId}
      and action_item_paragraph.paragraph_id = paragraph.id
    where paragraph.municipality_id = ${municipalityId} and paragraph.plan_version_id = ${id}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** What each paragraph of a version is of its action item, with the number of that. */
export async function markedParagraphs(
  db: Db,
  { municipalityId, id }: Pick<PlanVersion, 'municipalityId' | 'id'>,
): Promise<Marked> {
  const items = await actionItemsOf(db, { municipalityId, id })
  const groups = items.map((item): ActionGroup => ({ id: item.id, paragraphs: item.paragraphs.map((each) => each.id) }))
  const marks = actionMarksOf(groups)
  return new Map(
    items.flatMap(({ number, paragraphs }) =>
      paragraphs.map((each) => [each.id, { mark: marks.get(each.id) ?? 'own', item: number }] as const),
    ),
  )
}

/**
 * The paragraphs of an action item in the last version that has it, of those that people read or read before, in reading order; empty when no such
 * version has an item with this number.
 */
export async function paragraphsOfItem(db: Db, process: ProcessRef, number: number): Promise<string[]> {
  const { municipalityId, id } = process
  const { rows } = await sql<{ id: string }>`
    with said as (
      select paragraph.id, paragraph.position, plan_version.ordinal, max(plan_version.ordinal) over () as last
      from action_item
      join action_item_paragraph on action_item_paragraph.municipality_id = ${municipalityId} and action_item_id = action_item.id
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = paragraph_id
      join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = paragraph.plan_version_id
      where action_item.municipality_id = ${municipalityId} and action_item.process_id = ${id} and action_item.number = ${number}
        and ${isReadable(process)}
    )
    select id from said where ordinal = last order by position`.execute(db)
  return rows.map((row) => row.id)
}
