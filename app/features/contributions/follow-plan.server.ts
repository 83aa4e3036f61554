import { sql } from 'kysely'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'

const GONE_IN_WORDS = 'Een onderdeel dat niet meer in het plan staat'

/** Keeps reactions with the part of the plan that they were about; one whose part is gone says so in words. */
export const moveReactions: FollowPlan = async (trx, { municipalityId, processId }, moved) => {
  const { rows } = await sql<{ loose: boolean }>`
    update contribution c
    set section_id = m."sectionId", paragraph_id = m."paragraphId",
        about = case when m."sectionId" is null and c.about = '' then ${GONE_IN_WORDS} else c.about end
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m ("old" uuid, "sectionId" uuid, "paragraphId" uuid)
    where c.municipality_id = ${municipalityId} and c.process_id = ${processId}
      and coalesce(c.paragraph_id, c.section_id) = m."old"
    returning m."sectionId" is null as loose`.execute(trx)
  await sql`
    update contribution c set section_id = p.section_id
    from paragraph p
    where c.municipality_id = ${municipalityId} and c.process_id = ${processId}
      and p.municipality_id = c.municipality_id and p.id = c.paragraph_id
      and c.section_id is distinct from p.section_id`.execute(trx)
  const loose = rows.filter((row) => row.loose).length
  if (loose === 0) return []
  const what = loose === 1 ? '1 reactie ging' : `${loose} reacties gingen`
  return [`${what} over een onderdeel dat niet meer in het plan staat.`]
}
