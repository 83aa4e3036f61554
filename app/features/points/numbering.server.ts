import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/**
 * Common table expressions behind the numbers of a process. `received`: contributors by place in the order of receipt,
 * which is their number until publication fixes it. `placed`: of each contribution how many points come before it, as
 * points of a contributor are numbered through all contributions of that contributor.
 */
export function numberingOf({ id, municipalityId }: ProcessRef): RawBuilder<unknown> {
  return sql`
    received as (
      select contributor_id, row_number() over (order by min(received_at), contributor_id)::int as place
      from contribution where municipality_id = ${municipalityId} and process_id = ${id} group by contributor_id
    ),
    placed as (
      select contribution.id, coalesce(counted.points, 0)::int as points, coalesce(sum(counted.points) over (
        partition by contributor_id order by received_at, contribution.id rows between unbounded preceding and 1 preceding), 0)::int as before
      from contribution
      left join (
        select contribution_id, count(*) as points from point
        where municipality_id = ${municipalityId} and process_id = ${id} group by contribution_id
      ) counted on counted.contribution_id = contribution.id
      where municipality_id = ${municipalityId} and process_id = ${id}
    )`
}

/** The number of a contributor, and how many points of earlier contributions go before those of this one. */
export async function numberOfContribution(
  db: Db | Trx,
  process: ProcessRef,
  contributionId: string,
): Promise<{ contributor: number; before: number }> {
  const { rows } = await sql<{ contributor: number; before: number }>`
    with ${numberingOf(process)}
    select coalesce(contributor.number, received.place) as contributor, placed.before
    from placed
    join contribution on contribution.municipality_id = ${process.municipalityId} and contribution.id = placed.id
    join received on received.contributor_id = contribution.contributor_id
    join contributor on contributor.municipality_id = ${process.municipalityId} and contributor.id = contribution.contributor_id
    where placed.id = ${contributionId}`.execute(db)
  return rows[0] ?? { contributor: 0, before: 0 }
}
