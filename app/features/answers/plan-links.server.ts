import { sql } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import { isReadable } from '#app/features/plans/versions/readable-versions.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'

type Paragraph = { planVersionId: string; lineageId: string; sectionId: string }

/** The parts of the plan that an answer names: the sections, with those of the paragraphs. */
type PlanLinks = { sectionIds: string[]; paragraphs: Paragraph[] }

/** The chosen parts, when each stands in a plan of this process. Throws NotFound. */
export async function linksToPlan(
  trx: Trx,
  process: Process,
  chosen: { sectionIds: readonly string[]; paragraphIds: readonly string[] },
): Promise<PlanLinks> {
  const { municipalityId, id: processId } = process
  const [sectionIds, paragraphIds] = [chosen.sectionIds, chosen.paragraphIds].map((ids) => [...new Set(ids.map(asId))])
  if (!sectionIds || !paragraphIds || sectionIds.length + paragraphIds.length === 0)
    return { sectionIds: [], paragraphs: [] }
  const { rows: sections } = await sql<{ id: string }>`
    select section.id from section
    join plan_version on plan_version.municipality_id = section.municipality_id and plan_version.id = section.plan_version_id
    where section.municipality_id = ${municipalityId} and plan_version.process_id = ${processId} and ${isReadable(process)}
      and section.id = any(${sectionIds}::uuid[])`.execute(trx)
  const { rows: paragraphs } = await sql<Paragraph>`
    select plan_version_id, lineage_id, section_id from paragraph
    join plan_version on plan_version.municipality_id = paragraph.municipality_id and plan_version.id = paragraph.plan_version_id
    where paragraph.municipality_id = ${municipalityId} and plan_version.process_id = ${processId} and ${isReadable(process)}
      and paragraph.id = any(${paragraphIds}::uuid[])`.execute(trx)
  if (sections.length !== sectionIds.length || paragraphs.length !== paragraphIds.length) throw new NotFound()
  return { sectionIds: [...new Set([...sectionIds, ...paragraphs.map(({ sectionId }) => sectionId)])], paragraphs }
}

/** Stores the parts of the plan that an answer names, in place of those that it named. */
export async function storeLinks(
  trx: Trx,
  { municipalityId }: Process,
  answerId: string,
  { sectionIds, paragraphs }: PlanLinks,
): Promise<void> {
  const ofAnswer = sql`municipality_id = ${municipalityId} and answer_id = ${answerId}`
  await sql`delete from answer_section where ${ofAnswer} and section_id <> all(${sectionIds}::uuid[])`.execute(trx)
  await sql`delete from answer_paragraph where ${ofAnswer}`.execute(trx)
  if (sectionIds.length === 0) return
  await sql`
    insert into answer_section (municipality_id, answer_id, section_id)
    select ${municipalityId}, ${answerId}, unnest(${sectionIds}::uuid[]) on conflict do nothing`.execute(trx)
  if (paragraphs.length === 0) return
  await sql`
    insert into answer_paragraph (municipality_id, answer_id, plan_version_id, lineage_id)
    select ${municipalityId}, ${answerId}, plan_version_id, lineage_id
    from ${givenRows({ planVersionId: 'uuid', lineageId: 'uuid' }, paragraphs)}`.execute(trx)
}
