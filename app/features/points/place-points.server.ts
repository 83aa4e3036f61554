import { sql, type RawBuilder } from 'kysely'
import { NotFound } from '#app/errors.server.ts'
import { isReadable } from '#app/features/plans/versions/readable-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { changeWork } from './change-work.server.ts'

/** A part of the plan: a section, or a paragraph of it by its lineage, which stays the same over all versions. */
type Place = { planVersionId: string; sectionId: string; lineageId: string | null; chapter: string | null }

/**
 * Says of points of a process that is held what part of the plan they are about, one or very many in one statement: `placeId` is a
 * section or a paragraph, null takes the place away. Their chapter follows, as people read the plan now. Those that are public are passed
 * over. Keeps the history under this event, gives how many changed. Throws NotFound for a part that is not in a plan of this process.
 */
export async function placePoints(
  trx: Trx,
  process: ProcessRef,
  {
    eventId,
    points,
    placeId,
  }: { eventId: string; points: readonly string[] | RawBuilder<unknown>; placeId: string | null },
  now: Date,
): Promise<number> {
  const { municipalityId, id: processId } = process
  const place = placeId === null ? null : await placeOf(trx, process, placeId)
  const ids = Array.isArray(points) ? sql`= any(${points}::uuid[])` : sql`in (${points})`
  const [section, lineage] = [place?.sectionId ?? null, place?.lineageId ?? null]
  const { rows } = await sql<{ pointId: string }>`
    with chosen as materialized (
      select point_work.point_id, point_place.section_id, point_place.lineage_id
      from point_work
      left join point_place on point_place.municipality_id = point_work.municipality_id and point_place.point_id = point_work.point_id
      where point_work.municipality_id = ${municipalityId} and point_work.process_id = ${processId} and point_work.point_id ${ids}
        and not is_public
        and (point_place.section_id, point_place.lineage_id) is distinct from (${section}::uuid, ${lineage}::uuid)
      order by point_work.point_id for no key update of point_work
    ),
    gone as (
      delete from point_place using chosen
      where ${place === null} and point_place.municipality_id = ${municipalityId} and point_place.point_id = chosen.point_id
    ),
    placed as (
      insert into point_place (municipality_id, process_id, point_id, plan_version_id, section_id, lineage_id)
      select ${municipalityId}, ${processId}, point_id, ${place?.planVersionId ?? null}::uuid, ${section}::uuid, ${lineage}::uuid
      from chosen where ${place !== null}
      on conflict (municipality_id, point_id) do update set plan_version_id = excluded.plan_version_id,
        section_id = excluded.section_id, lineage_id = excluded.lineage_id
    ),
    kept as (
      insert into point_history (municipality_id, process_id, point_id, event_id, field, from_value, to_value)
      select ${municipalityId}, ${processId}, point_id, ${eventId}, 'place',
        coalesce(lineage_id, section_id)::text, coalesce(${lineage}::uuid, ${section}::uuid)::text
      from chosen
    )
    select point_id from chosen`.execute(trx)
  if (rows.length === 0) return 0
  const placed = rows.map(({ pointId }) => pointId)
  await changeWork(trx, process, { eventId, points: placed, change: { chapter: place?.chapter ?? null } }, now)
  return placed.length
}

/** The part with this id of the plan that people read, or of a version before it. Throws NotFound. */
async function placeOf(trx: Trx, process: ProcessRef, placeId: string): Promise<Place> {
  const { municipalityId, id: processId } = process
  const { rows } = await sql<Place>`
    select plan_version.id as plan_version_id, section.id as section_id, paragraph.lineage_id,
      chapter_now(section.municipality_id, plan_version.process_id, section.id, paragraph.id) as chapter
    from plan_version
    join section on section.municipality_id = plan_version.municipality_id and section.plan_version_id = plan_version.id
    left join paragraph on paragraph.municipality_id = section.municipality_id and paragraph.section_id = section.id
      and paragraph.id = ${asId(placeId)}
    where plan_version.municipality_id = ${municipalityId} and plan_version.process_id = ${processId}
      and ${isReadable(process)} and (section.id = ${placeId} or paragraph.id is not null)
    limit 1`.execute(trx)
  const [place] = rows
  if (!place) throw new NotFound()
  return place
}
