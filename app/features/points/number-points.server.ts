import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

/**
 * Gives the points of these contributions that are split and have no number yet the next numbers of their contributor, in reading
 * order. A number is never given again. Whoever calls it holds the contributions, or has just made them.
 */
export async function numberPoints(
  trx: Trx,
  { municipalityId }: ProcessRef,
  contributionIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(contributionIds)]
  await sql`
    with counting as materialized (
      select id, last_point_number from contributor
      where municipality_id = ${municipalityId} and id in (
        select contributor_id from contribution where municipality_id = ${municipalityId} and id = any(${ids}::uuid[]))
      order by id for no key update
    ),
    fresh as (
      select point.id, point.contributor_id, row_number() over (
        partition by point.contributor_id order by ordinal, contribution.id, quote_start, point.id)::int as nth
      from point
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      where point.municipality_id = ${municipalityId} and point.contribution_id = any(${ids}::uuid[])
        and point.number is null and split_done_at is not null
    ),
    counted as (
      update contributor set last_point_number = counting.last_point_number + added.points
      from (select contributor_id, max(nth) as points from fresh group by contributor_id) as added
      join counting on counting.id = added.contributor_id
      where contributor.municipality_id = ${municipalityId} and contributor.id = added.contributor_id
    )
    update point set number = counting.last_point_number + fresh.nth
    from fresh join counting on counting.id = fresh.contributor_id
    where point.municipality_id = ${municipalityId} and point.id = fresh.id`.execute(trx)
}
