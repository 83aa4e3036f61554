import { sql } from 'kysely'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'

/** Keeps answers linked to the part of the plan that they name; a link to a part that is gone goes. */
export const moveAnswerLinks: FollowPlan = async (trx, { municipalityId }, moved) => {
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
  const lost = rows.length - kept.length
  if (lost === 0) return []
  const what = lost === 1 ? '1 antwoord verwees' : `${lost} antwoorden verwezen`
  return [`${what} naar een onderdeel dat niet meer in het plan staat. Kies daar opnieuw een onderdeel.`]
}
