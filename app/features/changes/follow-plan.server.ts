import { sql } from 'kysely'
import type { FollowPlan, HangsOnParts } from '#app/features/plans/store-plan.server.ts'

const follow: FollowPlan = async (trx, { municipalityId, planVersionId }, moved) => {
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

/** Sentences and amendments, to put back where nobody gave another reason since. */
const reasons: HangsOnParts = {
  name: 'change_reason',
  async keep(trx, { municipalityId, planVersionId }, parts) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(change_reason) as row from change_reason
      where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId} and paragraph_id = any(${[...parts]}::uuid[])`.execute(
      trx,
    )
    return rows.map(({ row }) => row)
  },
  async putBack(trx, { municipalityId, planVersionId }, rows) {
    const kept = sql`
      kept as (select was.* from jsonb_populate_recordset(null::change_reason, ${JSON.stringify(rows)}::jsonb) as was
        join paragraph on paragraph.municipality_id = was.municipality_id and paragraph.id = was.paragraph_id)`
    // Where it came when its paragraph joined another one or went, it is no more, unless somebody said something else there since.
    await sql`
      with ${kept}
      delete from change_reason using kept
      where change_reason.municipality_id = ${municipalityId} and change_reason.plan_version_id = ${planVersionId}
        and change_reason.set_at = kept.set_at and change_reason.set_by is not distinct from kept.set_by
        and change_reason.sentence is not distinct from kept.sentence and change_reason.amendment_id is not distinct from kept.amendment_id
        and not exists (select from kept as own where own.paragraph_id = change_reason.paragraph_id)`.execute(trx)
    await sql`
      with ${kept}
      insert into change_reason select kept.* from kept where true
      on conflict (municipality_id, plan_version_id, paragraph_id) do update
        set sentence = excluded.sentence, amendment_id = excluded.amendment_id
        where change_reason.set_at = excluded.set_at`.execute(trx)
  },
}

/** Points behind changes, to put back at the paragraphs where they were; one that was taken away since stays away. */
const points: HangsOnParts = {
  name: 'change_point',
  async keep(trx, { municipalityId, planVersionId }, parts) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(change_point) as row from change_point
      where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId} and paragraph_id = any(${[...parts]}::uuid[])`.execute(
      trx,
    )
    return rows.map(({ row }) => row)
  },
  async putBack(trx, { municipalityId, planVersionId }, rows) {
    const kept = sql`
      kept as (select was.* from jsonb_populate_recordset(null::change_point, ${JSON.stringify(rows)}::jsonb) as was
        join paragraph on paragraph.municipality_id = was.municipality_id and paragraph.id = was.paragraph_id),
      there as (select change_point.* from change_point join kept on kept.municipality_id = change_point.municipality_id
        and kept.plan_version_id = change_point.plan_version_id and kept.point_id = change_point.point_id and kept.linked_at = change_point.linked_at)`
    await sql`
      with ${kept}
      insert into change_point select kept.* from kept
      where exists (select from there where there.point_id = kept.point_id)
      on conflict do nothing`.execute(trx)
    // Where it came when its paragraph joined another one or went, it is no more.
    await sql`
      with ${kept}
      delete from change_point using there
      where change_point.municipality_id = ${municipalityId} and change_point.plan_version_id = ${planVersionId}
        and there.point_id = change_point.point_id and there.paragraph_id = change_point.paragraph_id
        and not exists (select from kept where kept.point_id = there.point_id and kept.paragraph_id = there.paragraph_id)`.execute(
      trx,
    )
  },
}

/**
 * Keeps reasons with the words that they are about: at the paragraph that theirs joined, or, when it was taken away, at the paragraphs of the version
 * before it that are gone with it.
 */
export const moveReasons: FollowPlan = Object.assign(follow, { hangs: [reasons, points] })
