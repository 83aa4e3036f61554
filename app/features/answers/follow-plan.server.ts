import { sql } from 'kysely'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'

/** Keeps answers linked to the part of the plan that they name; a link to a part that is gone goes. */
export const moveAnswerLinks: FollowPlan = async (trx, { municipalityId, planVersionId }, moved) => {
  const { rows } = await sql<{ answerId: string; sectionId: string | null }>`
    delete from answer_section s
    using jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m ("old" uuid, "sectionId" uuid, "paragraphId" uuid)
    where s.municipality_id = ${municipalityId} and s.section_id = m."old"
    returning s.answer_id as "answerId", m."sectionId" as "sectionId"`.execute(trx)
  const kept = rows.flatMap(({ answerId, sectionId }) => (sectionId ? [{ municipalityId, answerId, sectionId }] : []))
  if (kept.length > 0) {
    await trx
      .insertInto('answerSection')
      .values(kept)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  // A paragraph that went becomes the one that it joined; of one that moved the section is another now.
  await sql`
    with gone as (
      delete from answer_paragraph p
      using jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m ("old" uuid, "sectionId" uuid, "paragraphId" uuid)
      where p.municipality_id = ${municipalityId} and p.plan_version_id = ${planVersionId} and p.lineage_id = m."old"
      returning p.answer_id, m."paragraphId" as paragraph_id
    )
    insert into answer_paragraph (municipality_id, answer_id, plan_version_id, lineage_id)
    select ${municipalityId}, gone.answer_id, ${planVersionId}, paragraph.lineage_id from gone
    join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = gone.paragraph_id
    on conflict do nothing`.execute(trx)
  await sql`
    insert into answer_section (municipality_id, answer_id, section_id)
    select ${municipalityId}, answer_paragraph.answer_id, paragraph.section_id from answer_paragraph
    join paragraph on paragraph.municipality_id = answer_paragraph.municipality_id
      and paragraph.plan_version_id = answer_paragraph.plan_version_id and paragraph.lineage_id = answer_paragraph.lineage_id
    where answer_paragraph.municipality_id = ${municipalityId} and answer_paragraph.plan_version_id = ${planVersionId}
    on conflict do nothing`.execute(trx)
  const lost = rows.length - kept.length
  if (lost === 0) return []
  const what = lost === 1 ? '1 antwoord verwees' : `${lost} antwoorden verwezen`
  return [`${what} naar een onderdeel dat niet meer in het plan staat. Kies daar opnieuw een onderdeel.`]
}
