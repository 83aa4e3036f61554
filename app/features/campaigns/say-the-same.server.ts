import { sql } from 'kysely'
import type { CountAlike, SamePoint } from '#app/features/points/carry-redactions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** `source` and `same`: these points, and those that say the same. With `twice` a point may stand in it once for each way it is found. */
function alike({ municipalityId, id: processId }: ProcessRef, pointIds: readonly string[], { twice = false } = {}) {
  return sql`
    source as materialized (
      select point.id, said, contribution_id, kind from point
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      where point.municipality_id = ${municipalityId} and point.process_id = ${processId} and point.id = any(${[...pointIds]}::uuid[])
        and kind <> 'groupMotivation'
    ),
    found as (
      select source.id as of, other.id from source
      join point as other on other.municipality_id = ${municipalityId} and other.process_id = ${processId} and other.said = source.said
      union ${twice ? sql`all` : sql``}
      select source.id, other.point_id from source
      join campaign_point on campaign_point.municipality_id = ${municipalityId} and campaign_point.point_id = source.id
      join campaign_point as other on other.municipality_id = ${municipalityId} and other.campaign_id = campaign_point.campaign_id
        and other.shared_id = campaign_point.shared_id
    ),
    same as (
      select found.of, point.id as point_id, point.contribution_id
      from found
      join source on source.id = found.of
      join point on point.municipality_id = ${municipalityId} and point.id = found.id
      join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
      where point.quote_start is not null and point.contribution_id <> source.contribution_id and contribution.kind = source.kind
    )`
}

/**
 * The points of other contributions of the same kind that say the same as these, word by word or as one of a campaign, public ones
 * too. What groups of the council wrote is left out: the outcome of their ranking shows it as well. Of more than `most` it gives one more.
 */
export async function sayTheSame(
  db: Db | Trx,
  process: ProcessRef,
  pointIds: readonly string[],
  most?: number,
): Promise<SamePoint[]> {
  if (pointIds.length === 0) return []
  const { rows } = await sql<SamePoint>`
    with ${alike(process, pointIds)}
    select of, point_id, contribution_id from same order by contribution_id, point_id
    limit ${most === undefined ? null : most + 1}::bigint`.execute(db)
  return rows
}

/** A page says "more than 1,000" above this. */
const MOST_LETTERS = 1000
/** So many points are looked at: a letter says the same hardly ever more than once, and is found in two ways. */
const MOST_POINTS = 4 * MOST_LETTERS

/** In how many other contributions of the same kind a point says the same as this one, without reading more of them than it says. */
export const countAlike: CountAlike = async (db, process, pointId) => {
  const { rows } = await sql<{ count: number }>`
    with ${alike(process, [pointId], { twice: true })}
    select count(*)::int as count from (
      select distinct contribution_id from (select contribution_id from same limit ${MOST_POINTS}) as looked_at
      limit ${MOST_LETTERS + 1}
    ) as letters`.execute(db)
  const count = rows[0]?.count ?? 0
  return { letters: Math.min(count, MOST_LETTERS), isMore: count > MOST_LETTERS }
}
