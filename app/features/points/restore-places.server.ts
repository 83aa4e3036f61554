import { sql } from 'kysely'
import { isReadable } from '#app/features/plans/versions/readable-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { chaptersByPart } from './carry-chapters.server.ts'
import { restoreWork } from './restore-work.server.ts'

/**
 * Gives points the part of the plan back that they had before an event, with its chapter: those that are not public and have the part
 * which it gave. Where people read another version since, the chapter is that of the words now. Keeps the history under the new event, and gives how many. Whoever calls it holds the process and records the event.
 */
export async function restorePlaces(
  trx: Trx,
  process: ProcessRef,
  { eventId, of }: { eventId: string; of: string },
  now: Date,
): Promise<number> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<{ pointId: string }>`
    with given as materialized (
      select past.point_id, past.from_value, past.to_value, before.plan_version_id, before.section_id, before.lineage_id
      from point_history as past
      join point_work on point_work.municipality_id = past.municipality_id and point_work.point_id = past.point_id and not is_public
      left join point_place on point_place.municipality_id = past.municipality_id and point_place.point_id = past.point_id
      left join lateral (
        select section.plan_version_id, section.id as section_id, paragraph.lineage_id, plan_version.ordinal
        from paragraph join section on section.municipality_id = paragraph.municipality_id and section.id = paragraph.section_id
        join plan_version on plan_version.municipality_id = section.municipality_id and plan_version.id = section.plan_version_id
        where paragraph.municipality_id = past.municipality_id and paragraph.lineage_id = past.from_value::uuid and ${isReadable(process)}
        union all
        select section.plan_version_id, section.id, null, plan_version.ordinal from section
        join plan_version on plan_version.municipality_id = section.municipality_id and plan_version.id = section.plan_version_id
        where section.municipality_id = past.municipality_id and section.id = past.from_value::uuid and ${isReadable(process)}
        order by ordinal desc limit 1
      ) as before on true
      where past.municipality_id = ${municipalityId} and past.process_id = ${processId} and past.event_id = ${of} and past.field = 'place'
        and coalesce(point_place.lineage_id, point_place.section_id)::text is not distinct from past.to_value
      order by past.point_id for no key update of point_work
    ),
    gone as (
      delete from point_place using given
      where given.section_id is null and point_place.municipality_id = ${municipalityId} and point_place.point_id = given.point_id
    ),
    placed as (
      insert into point_place (municipality_id, process_id, point_id, plan_version_id, section_id, lineage_id)
      select ${municipalityId}, ${processId}, point_id, plan_version_id, section_id, lineage_id from given where section_id is not null
      on conflict (municipality_id, point_id) do update set plan_version_id = excluded.plan_version_id,
        section_id = excluded.section_id, lineage_id = excluded.lineage_id
    ),
    kept as (
      insert into point_history (municipality_id, process_id, point_id, event_id, field, from_value, to_value)
      select ${municipalityId}, ${processId}, point_id, ${eventId}, 'place', to_value, from_value from given
    )
    select point_id from given`.execute(trx)
  const points = rows.map(({ pointId }) => pointId)
  // Chapters are numbers of the version that people read: those of before another one came say nothing of this one.
  if (await readAnother(trx, process, of)) await chaptersByPart(trx, process, { eventId, points }, now)
  else await restoreWork(trx, process, { eventId, of }, now)
  return points.length
}

/** Whether people read another version of the plan since an event. */
async function readAnother(trx: Trx, { municipalityId, id }: ProcessRef, eventId: string): Promise<boolean> {
  const { rows } = await sql`
    select from event
    join plan_version on plan_version.municipality_id = event.municipality_id and plan_version.process_id = ${id}
      and is_for_readers and plan_version.released_at >= event.at
    where event.municipality_id = ${municipalityId} and event.id = ${eventId}`.execute(trx)
  return rows.length > 0
}
