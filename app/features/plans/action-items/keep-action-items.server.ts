import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Block } from '#app/features/plans/plan.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { groupActionItems, groupsByMarks, type ActionGroup, type ActionMark, type Known } from './group-action-items.ts'

type Version = { municipalityId: string; processId: string; planVersionId: string }
type Placed = Block & { id: string }

/**
 * Puts the action items of a version together after its words were stored, in the same transaction. Items go on in what comes from them; new
 * ones get the next numbers. With `marks` they are as an official marks them.
 */
export async function keepActionItems(
  trx: Trx,
  version: Version,
  marks: ReadonlyMap<string, ActionMark> | null = null,
): Promise<void> {
  const blocks = await headingsAndActions(trx, version)
  const known = await knownItems(trx, version)
  const groups = marks ? groupsByMarks(blocks, marks, known.ofParagraph) : groupActionItems(blocks, known)
  await storeGroups(trx, version, groups)
}

/** The action items of a version as they are stored, in reading order. */
export async function storedActionGroups(trx: Trx, { municipalityId, planVersionId }: Version): Promise<ActionGroup[]> {
  const { rows } = await sql<ActionGroup>`
    select action_item_id as id, array_agg(paragraph_id order by position) as paragraphs
    from action_item_paragraph
    join paragraph on paragraph.municipality_id = action_item_paragraph.municipality_id and paragraph.id = paragraph_id
    where paragraph.municipality_id = ${municipalityId} and plan_version_id = ${planVersionId}
    group by action_item_id order by min(position)`.execute(trx)
  return rows
}

/** Forgets which items these paragraphs are of, before their lineage says it anew. */
export async function forgetActionItems(
  trx: Trx,
  municipalityId: string,
  paragraphs: readonly string[],
): Promise<void> {
  await sql`
    delete from action_item_paragraph
    where municipality_id = ${municipalityId} and paragraph_id = any(${[...paragraphs]}::uuid[])`.execute(trx)
}

async function headingsAndActions(trx: Trx, { municipalityId, planVersionId }: Version): Promise<Placed[]> {
  const { rows } = await sql<{ id: string; level: number | null; text: string }>`
    select id, level, heading as text, position from section
    where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId}
    union all
    select id, null, '', position from paragraph
    where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId} and kind = 'action_item'
    order by position`.execute(trx)
  return rows.map(({ id, level, text }) =>
    level === null ? { kind: 'action_item', id, text, html: null } : { kind: 'heading', id, level, text },
  )
}

async function knownItems(trx: Trx, { municipalityId, processId, planVersionId }: Version): Promise<Known> {
  const before = sql`
    from paragraph as earlier
    join plan_version on plan_version.municipality_id = ${municipalityId} and plan_version.id = earlier.plan_version_id
      and plan_version.process_id = ${processId} and plan_version.ordinal < (
        select ordinal from plan_version where municipality_id = ${municipalityId} and id = ${planVersionId})
    join action_item_paragraph on action_item_paragraph.municipality_id = ${municipalityId}
      and action_item_paragraph.paragraph_id = earlier.id`
  const paragraphs = await sql<{ id: string; item: string }>`
    select paragraph.id, coalesce(own.action_item_id, (
      select action_item_id ${before}
      where earlier.municipality_id = ${municipalityId} and earlier.lineage_id = paragraph.lineage_id
      order by ordinal desc limit 1)) as item
    from paragraph
    left join action_item_paragraph as own on own.municipality_id = ${municipalityId} and own.paragraph_id = paragraph.id
    where paragraph.municipality_id = ${municipalityId} and plan_version_id = ${planVersionId} and kind = 'action_item'`.execute(
    trx,
  )
  const sections = await sql<{ id: string; item: string }>`
    select section.id, min(action_item_id::text) as item ${before}
    join section as old on old.municipality_id = ${municipalityId} and old.id = earlier.section_id
    join section on section.municipality_id = ${municipalityId} and section.plan_version_id = ${planVersionId}
      and section.lineage_id = old.lineage_id
    where earlier.municipality_id = ${municipalityId} and earlier.plan_version_id = (
      select previous_id from plan_version where municipality_id = ${municipalityId} and id = ${planVersionId})
    group by section.id having count(distinct action_item_id) = 1`.execute(trx)
  return {
    ofParagraph: new Map(paragraphs.rows.flatMap(({ id, item }) => (item === null ? [] : [[id, item] as const]))),
    ofSection: new Map(sections.rows.map(({ id, item }) => [id, item])),
  }
}

async function storeGroups(trx: Trx, version: Version, groups: readonly ActionGroup[]): Promise<void> {
  const { municipalityId, processId, planVersionId } = version
  const items = groups.map(({ id, paragraphs }) => ({ id: id ?? uuid(), paragraphs }))
  // Numbers that another version has stay; those of this version alone go by reading order, behind all that were ever given.
  await sql`
    with given as (
      select id::uuid, place from unnest(${items.map(({ id }) => id)}::text[]) with ordinality as item (id, place)
    ),
    elsewhere as (
      select distinct action_item.id, action_item.number from action_item
      join action_item_paragraph on action_item_paragraph.municipality_id = action_item.municipality_id
        and action_item_paragraph.action_item_id = action_item.id
      join paragraph on paragraph.municipality_id = action_item.municipality_id and paragraph.id = action_item_paragraph.paragraph_id
      where action_item.municipality_id = ${municipalityId} and action_item.process_id = ${processId}
        and paragraph.plan_version_id <> ${planVersionId}
    ),
    gone as (
      delete from action_item where municipality_id = ${municipalityId} and process_id = ${processId}
        and id not in (select id from given) and id not in (select id from elsewhere)
    )
    insert into action_item (municipality_id, id, process_id, number)
    select ${municipalityId}, id, ${processId},
      (select coalesce(max(number), 0) from elsewhere) + row_number() over (order by place)
    from given where id not in (select id from elsewhere)
    on conflict (municipality_id, id) do update set number = excluded.number`.execute(trx)
  await sql`
    delete from action_item_paragraph using paragraph
    where action_item_paragraph.municipality_id = ${municipalityId} and paragraph.municipality_id = ${municipalityId}
      and paragraph.id = action_item_paragraph.paragraph_id and paragraph.plan_version_id = ${planVersionId}`.execute(
    trx,
  )
  if (items.length === 0) return
  const places = items.flatMap(({ id, paragraphs }) => paragraphs.map((paragraph) => ({ item: id, paragraph })))
  await sql`
    insert into action_item_paragraph (municipality_id, paragraph_id, action_item_id)
    select ${municipalityId}, paragraph, item from ${givenRows({ paragraph: 'uuid', item: 'uuid' }, places)}`.execute(
    trx,
  )
}
