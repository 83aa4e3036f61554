import { sql } from 'kysely'
import type { SamePoint } from '#app/features/points/carry-redactions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/**
 * The points of other contributions of the same kind that say the same as these, word by word or as one of a campaign, public ones
 * too. What groups of the council wrote is left out: the outcome of their ranking shows it as well. Of more than `most` it gives one more.
 */
export async function sayTheSame(
  db: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  pointIds: readonly string[],
  most?: number,
): Promise<SamePoint[]> {
  if (pointIds.length === 0) return []
  const { rows } = await sql<SamePoint>`
    with source as materialized (
      select point.id, said, contribution_id, kind from point
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = any(${[...pointIds]}::uuid[])
        and kind <> 'groupMotivation'
    ),
    same as (
      select source.id as of, other.id from source
      join point as other on other.municipality_id = ${municipalityId} and other.process_id = ${processId} and other.said = source.said
      union
      select source.id, other.point_id from source
      join campaign_point on campaign_point.municipality_id = ${municipalityId} and campaign_point.point_id = source.id
      join campaign_point as other on other.municipality_id = ${municipalityId} and other.campaign_id = campaign_point.campaign_id
        and other.shared_id = campaign_point.shared_id
    )
    select same.of, point.id as point_id, point.contribution_id
    from same
    join source on source.id = same.of
    join point on point.municipality_id = ${municipalityId} and point.id = same.id
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
    where point.quote_start is not null and point.contribution_id <> source.contribution_id and contribution.kind = source.kind
    order by point.contribution_id, point.id
    limit ${most === undefined ? null : most + 1}::bigint`.execute(db)
  return rows
}
