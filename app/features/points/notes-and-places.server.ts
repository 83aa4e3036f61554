import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'

type KeptPlace = { pointId: string; planVersionId: string; sectionId: string; lineageId: string | null }

/** The notes on points and their places in the plan, which follow a point that goes up in another. */
export type NotesAndPlaces = { of: string[]; notes: { id: string; pointId: string }[]; places: KeptPlace[] }

/** What hangs on these points now. */
export async function notesAndPlacesOf(
  trx: Trx,
  { municipalityId }: ProcessRef,
  pointIds: readonly string[],
): Promise<NotesAndPlaces> {
  const of = [...pointIds].sort()
  const { rows: notes } = await sql<NotesAndPlaces['notes'][number]>`
    select id, point_id from point_note where municipality_id = ${municipalityId} and point_id = any(${of}::uuid[]) order by id`.execute(
    trx,
  )
  const { rows: places } = await sql<KeptPlace>`
    select point_id, plan_version_id, section_id, lineage_id from point_place
    where municipality_id = ${municipalityId} and point_id = any(${of}::uuid[]) order by point_id`.execute(trx)
  return { of, notes, places }
}

/**
 * Gives points the notes and the places back that they had: a note that was removed since stays away, and so does a place in a part of
 * the plan that is gone.
 */
export async function putNotesAndPlacesBack(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  { of, notes, places }: NotesAndPlaces,
): Promise<void> {
  await sql`
    update point_note set point_id = given.point_id
    from ${givenRows({ id: 'uuid', pointId: 'uuid' }, notes)}
    join point on point.municipality_id = ${municipalityId} and point.id = given.point_id
    where point_note.municipality_id = ${municipalityId} and point_note.id = given.id and point_note.point_id <> given.point_id`.execute(
    trx,
  )
  await sql`delete from point_place where municipality_id = ${municipalityId} and point_id = any(${of}::uuid[])`.execute(
    trx,
  )
  const columns = { pointId: 'uuid', planVersionId: 'uuid', sectionId: 'uuid', lineageId: 'uuid' }
  await sql`
    insert into point_place (municipality_id, process_id, point_id, plan_version_id, section_id, lineage_id)
    select ${municipalityId}, ${processId}, given.point_id, given.plan_version_id, given.section_id, given.lineage_id
    from ${givenRows(columns, places)}
    join point on point.municipality_id = ${municipalityId} and point.id = given.point_id
    join section on section.municipality_id = ${municipalityId} and section.id = given.section_id
      and section.plan_version_id = given.plan_version_id`.execute(trx)
}
