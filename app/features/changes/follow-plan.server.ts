import { sql } from 'kysely'
import type { FollowPlan } from '#app/features/plans/store-plan.server.ts'

/**
 * Keeps reasons with the words that they are about: at the paragraph that theirs joined, or, when it was taken away, at the paragraphs of the version
 * before it that are gone with it.
 */
export const moveReasons: FollowPlan = async (trx, { municipalityId, planVersionId }, moved) => {
  const heirs = sql`
    with gone as (
      select "old", "paragraphId" from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m ("old" uuid, "paragraphId" uuid)
    ),
    heir as (
      select "old" as paragraph_id, "paragraphId" as heir_id from gone where "paragraphId" is not null
      union
      select "old", origin_id from gone
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.paragraph_id = gone."old"
      where "paragraphId" is null
    )`
  await sql`
    ${heirs}
    insert into change_reason (municipality_id, plan_version_id, paragraph_id, sentence, amendment_id, set_at, set_by)
    select municipality_id, plan_version_id, heir_id, sentence, amendment_id, set_at, set_by from change_reason
    join heir on heir.paragraph_id = change_reason.paragraph_id
    where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId}
    on conflict (municipality_id, plan_version_id, paragraph_id) do update
      set sentence = concat_ws(' ', change_reason.sentence, excluded.sentence), amendment_id = coalesce(change_reason.amendment_id, excluded.amendment_id)
      where change_reason.sentence is distinct from excluded.sentence or change_reason.amendment_id is distinct from excluded.amendment_id`.execute(
    trx,
  )
  await sql`
    ${heirs}
    insert into change_point (municipality_id, plan_version_id, paragraph_id, point_id, linked_at, linked_by)
    select municipality_id, plan_version_id, heir_id, point_id, linked_at, linked_by from change_point
    join heir on heir.paragraph_id = change_point.paragraph_id
    where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId}
    on conflict do nothing`.execute(trx)
  return []
}
