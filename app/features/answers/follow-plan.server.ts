import { sql } from 'kysely'
import type { FollowPlan, HangsOnParts } from '#app/features/plans/store-plan.server.ts'

const follow: FollowPlan = async (trx, { municipalityId, planVersionId }, moved) => {
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

type Link = { answer: string; section: string | null; lineage: string | null }

/** The links of answers, to put back beside those that were made since. */
const hangs: HangsOnParts = {
  name: 'answer_link',
  async keep(trx, { municipalityId, planVersionId }, parts) {
    const { rows } = await sql<Link>`
      select answer_id as answer, section_id as section, null::uuid as lineage from answer_section
      where municipality_id = ${municipalityId} and section_id = any(${[...parts]}::uuid[])
      union all
      select answer_id, null, lineage_id from answer_paragraph
      where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId} and lineage_id in (
        select lineage_id from paragraph where municipality_id = ${municipalityId} and id = any(${[...parts]}::uuid[]))`.execute(
      trx,
    )
    return rows
  },
  async putBack(trx, version, rows) {
    const { municipalityId, planVersionId } = version
    const links = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as was (answer uuid, section uuid, lineage uuid)
      join answer on answer.municipality_id = ${municipalityId} and answer.id = was.answer`
    await sql`
      insert into answer_section (municipality_id, answer_id, section_id)
      select ${municipalityId}, was.answer, section.id from ${links}
      join section on section.municipality_id = ${municipalityId} and section.id = was.section
      on conflict do nothing`.execute(trx)
    await sql`
      insert into answer_paragraph (municipality_id, answer_id, plan_version_id, lineage_id)
      select ${municipalityId}, was.answer, ${planVersionId}, was.lineage from ${links}
      join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.plan_version_id = ${planVersionId}
        and paragraph.lineage_id = was.lineage
      on conflict do nothing`.execute(trx)
    // A paragraph stands in a section again.
    await follow(trx, version, [])
  },
}

/** Keeps answers linked to the part of the plan that they name; a link to a part that is gone goes. */
export const moveAnswerLinks: FollowPlan = Object.assign(follow, { hangs })
