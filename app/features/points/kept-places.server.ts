import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'

type KeptPlace = { pointId: string; planVersionId: string; sectionId: string; lineageId: string | null }

/** The places in the plan of points; one without a place is in none. */
export type KeptPlaces = { of: string[]; places: KeptPlace[] }

/** Where these points are in the plan now. */
export async function placesToKeep(
  trx: Trx,
  { municipalityId }: ProcessRef,
  pointIds: readonly string[],
): Promise<KeptPlaces> {
  const of = [...pointIds].sort()
  const { rows: places } = await sql<KeptPlace>`
    select point_id, plan_version_id, section_id, lineage_id from point_place
    where municipality_id = ${municipalityId} and point_id = any(${of}::uuid[]) order by point_id`.execute(trx)
  return { of, places }
}

/** Gives points the places back that they had; a place in a part of the plan that is gone stays away. */
export async function putPlacesBack(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  { of, places }: KeptPlaces,
): Promise<void> {
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
