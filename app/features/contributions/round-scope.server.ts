import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { SecondScope } from '#app/features/processes/process.schema.ts'
import type { Db } from '#db/client.server.ts'
import type { Round } from './round.ts'

type Part = { sectionId: string | null; paragraphId: string | null }

/**
 * Whether a part of the plan is outside a round that is about what changed: its words are those of the concept, and stand under the same heading. Of a
 * section all of them, with none gone. Nothing is refused for it.
 */
export async function isOutsideRound(
  db: Db,
  process: ProcessRef & { secondScope: SecondScope },
  round: Round,
  { sectionId, paragraphId }: Part,
): Promise<boolean> {
  if (round !== 'secondInspraak' || process.secondScope !== 'changed' || sectionId === null) return false
  const { municipalityId, id } = process
  const { rows } = await sql<{ changed: number; unchanged: number; before: number }>`
    with recursive version as (
      select id, ordinal, is_for_readers from plan_version
      where municipality_id = ${municipalityId} and process_id = ${id} and ordinal <= (
        select ordinal from plan_version where municipality_id = ${municipalityId} and process_id = ${id} and is_for_readers)
    ),
    about as (
      select section.lineage_id from section where municipality_id = ${municipalityId} and id = ${sectionId}
    ),
    -- The section in a version, with all that hangs under it.
    under as (
      select paragraph.id, version.ordinal, version.is_for_readers
      from version
      join section as heading on heading.municipality_id = ${municipalityId} and heading.plan_version_id = version.id
        and heading.lineage_id = (select lineage_id from about)
      join section on section.municipality_id = heading.municipality_id and section.plan_version_id = heading.plan_version_id
        and (section.id = heading.id or (heading.number <> '' and starts_with(section.number, heading.number || '.')))
      join paragraph on paragraph.municipality_id = section.municipality_id and paragraph.section_id = section.id
      where version.is_for_readers or version.ordinal = 1
    ),
    -- A paragraph that was asked in an earlier version: where its words are now.
    forth (id) as (
      select ${paragraphId}::uuid
      union
      select paragraph_origin.paragraph_id from forth
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.origin_id = forth.id
    ),
    part as (
      select paragraph.* from paragraph join version on version.id = paragraph.plan_version_id and version.is_for_readers
      where paragraph.municipality_id = ${municipalityId} and (
        (${paragraphId}::uuid is not null and paragraph.id in (select id from forth))
        or (${paragraphId}::uuid is null and paragraph.id in (select id from under where is_for_readers)))
    ),
    back (part_id, id) as (
      select id, id from part
      union
      select back.part_id, origin_id from back
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.paragraph_id = back.id
    ),
    root as (
      select back.part_id, paragraph.id, paragraph.text, paragraph.section_id, count(*) over (partition by back.part_id) as roots
      from back join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = back.id
      join version on version.id = paragraph.plan_version_id and version.ordinal = 1
    ),
    piece (root_id, id) as (
      select id, id from root
      union
      select piece.root_id, paragraph_origin.paragraph_id from piece
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.origin_id = piece.id
    ),
    whole as (
      select piece.root_id from piece
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = piece.id
      join version on version.id = paragraph.plan_version_id and version.is_for_readers
      group by piece.root_id having count(*) = 1
    ),
    same as (
      select part.id from part
      join root on root.part_id = part.id and roots = 1 and root.text = part.text
      join section as was on was.municipality_id = ${municipalityId} and was.id = root.section_id
      join section as stands on stands.municipality_id = ${municipalityId} and stands.id = part.section_id and stands.lineage_id = was.lineage_id
      join whole on whole.root_id = root.id
    )
    select ((select count(*) from part) - (select count(*) from same))::int as changed, (select count(*) from same)::int as unchanged,
      (select count(*) from under where ordinal = 1)::int as before`.execute(db)
  const [found] = rows
  if (!found || found.changed > 0 || found.unchanged === 0) return false
  return paragraphId !== null || found.unchanged === found.before
}
