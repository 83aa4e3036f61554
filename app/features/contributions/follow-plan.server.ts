import { sql } from 'kysely'
import type { FollowPlan, HangsOnParts } from '#app/features/plans/store-plan.server.ts'

const GONE_IN_WORDS = 'Een onderdeel dat niet meer in het plan staat'

const follow: FollowPlan = async (trx, { municipalityId, processId }, moved) => {
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

/** Reactions by what they were about, to put back where nobody said otherwise since. */
const hangs: HangsOnParts = {
  name: 'contribution',
  async keep(trx, { municipalityId, processId }, parts) {
    const { rows } = await sql<{ id: string; section: string | null; paragraph: string | null }>`
      select id, section_id as section, paragraph_id as paragraph from contribution
      where municipality_id = ${municipalityId} and process_id = ${processId}
        and coalesce(paragraph_id, section_id) = any(${[...parts]}::uuid[])`.execute(trx)
    return rows
  },
  async putBack(trx, { municipalityId, planVersionId }, rows, parts) {
    await sql`
      update contribution c
      set section_id = section.id, paragraph_id = paragraph.id,
        about = case when c.about = ${GONE_IN_WORDS} then '' else c.about end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as was (id uuid, section uuid, paragraph uuid)
      left join paragraph on paragraph.municipality_id = ${municipalityId} and paragraph.id = was.paragraph
      join section on section.municipality_id = ${municipalityId} and section.id = coalesce(paragraph.section_id, was.section)
      where c.municipality_id = ${municipalityId} and c.id = was.id and section.plan_version_id = ${planVersionId}
        and (c.section_id is null or coalesce(c.paragraph_id, c.section_id) = any(${[...parts]}::uuid[]))`.execute(trx)
  },
}

/** Keeps reactions with the part of the plan that they were about; one whose part is gone says so in words. */
export const moveReactions: FollowPlan = Object.assign(follow, { hangs })
