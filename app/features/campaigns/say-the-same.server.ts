import { sql } from 'kysely'
import type { CountAlike, SamePoint } from '#app/features/points/carry-redactions.server.ts'
import { goesAlong } from '#app/features/points/goes-along.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** `source`: these points. */
export const source = ({ municipalityId, id: processId }: ProcessRef, pointIds: readonly string[]) => sql`
  source as materialized (
    select point.id, said, contribution_id, kind from point
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = any(${[...pointIds]}::uuid[])
  )`

/** `found`: the points that say the same as those in `source` (`of`, `id`), word by word or as one of a campaign; some in both ways. */
export const nearest = ({ municipalityId, id: processId }: ProcessRef) => sql`
  found as (
    select source.id as of, other.id from source
    join point as other on other.municipality_id = ${municipalityId} and other.process_id = ${processId} and other.said = source.said
    union all
    select source.id, other.point_id from source
    join campaign_point on campaign_point.municipality_id = ${municipalityId} and campaign_point.point_id = source.id
    join campaign_point as other on other.municipality_id = ${municipalityId} and other.campaign_id = campaign_point.campaign_id
      and other.shared_id = campaign_point.shared_id
  )`

/** `same`: of the points that were found (`of`, `id`) those of other contributions of the same kind that quote something. */
const same = ({ municipalityId }: ProcessRef) => sql`
  same as (
    select found.of, point.id as point_id, point.contribution_id
    from found
    join source on source.id = found.of
    join point on point.municipality_id = ${municipalityId} and point.id = found.id
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
    where point.quote_start is not null and point.contribution_id <> source.contribution_id and ${goesAlong('source', 'contribution')}
  )`

/**
 * The points of other contributions of the same kind that say the same as these, word by word or as one of a campaign, and those that say the
 * same as one of those, however many steps away; public ones too. Points with the same words, and those that a campaign shares, are one step
 * together, so that each point is read twice at most. Of more than `most` it gives one more.
 */
export async function sayTheSame(
  db: Db | Trx,
  process: ProcessRef,
  pointIds: readonly string[],
  most?: number,
): Promise<SamePoint[]> {
  if (pointIds.length === 0) return []
  const { municipalityId, id: processId } = process
  const { rows } = await sql<SamePoint>`
    with recursive ${source(process, pointIds)},
    reached as (
      select id as of, said, null::uuid as campaign_id, null::uuid as shared_id from source where said is not null
      union
      select source.id, null, campaign_id, shared_id from source
      join campaign_point on campaign_point.municipality_id = ${municipalityId} and campaign_point.point_id = source.id and shared_id is not null
      union
      select reached.of, step.said, step.campaign_id, step.shared_id from reached
      cross join lateral (
        select distinct null::bigint as said, campaign_point.campaign_id, campaign_point.shared_id from point
        join campaign_point on campaign_point.municipality_id = ${municipalityId} and campaign_point.point_id = point.id
          and campaign_point.shared_id is not null
        where reached.said is not null and point.municipality_id = ${municipalityId} and point.process_id = ${processId}
          and point.said = reached.said
        union all
        select distinct point.said, null::uuid, null::uuid from campaign_point
        join point on point.municipality_id = ${municipalityId} and point.id = campaign_point.point_id and point.said is not null
        where reached.shared_id is not null and campaign_point.municipality_id = ${municipalityId}
          and campaign_point.campaign_id = reached.campaign_id and campaign_point.shared_id = reached.shared_id
      ) as step
    ),
    found as (
      select reached.of, point.id from reached
      join point on point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.said = reached.said
      union
      select reached.of, point_id from reached
      join campaign_point on campaign_point.municipality_id = ${municipalityId} and campaign_point.campaign_id = reached.campaign_id
        and campaign_point.shared_id = reached.shared_id
    ),
    ${same(process)}
    select of, point_id, contribution_id from same order by contribution_id, point_id
    limit ${most === undefined ? null : most + 1}::bigint`.execute(db)
  return rows
}

/** A page says "more than 1,000" above this. */
const MOST_LETTERS = 1000
/** So many points are looked at: a letter says the same hardly ever more than once, and is found in two ways. */
const MOST_POINTS = 4 * MOST_LETTERS

/**
 * In how many other contributions of the same kind a point says the same as this one, word by word or as one of a campaign, without reading
 * more of them than it says: those that are further away are not counted.
 */
export const countAlike: CountAlike = async (db, process, pointId) => {
  const { rows } = await sql<{ count: number }>`
    with ${source(process, [pointId])},
    ${nearest(process)},
    ${same(process)}
    select count(*)::int as count from (
      select distinct contribution_id from (select contribution_id from same limit ${MOST_POINTS}) as looked_at
      limit ${MOST_LETTERS + 1}
    ) as letters`.execute(db)
  const count = rows[0]?.count ?? 0
  return { letters: Math.min(count, MOST_LETTERS), isMore: count > MOST_LETTERS }
}
