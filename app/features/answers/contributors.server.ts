import { sql, type RawBuilder } from 'kysely'
import {
  publicName,
  publicRole,
  type ContributorKind,
  type NamedContributor,
} from '#app/features/contributions/contributor-kind.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { PublicContributor } from './public-point.ts'

type Contributor = NamedContributor & { id: string; kind: ContributorKind; role: string }

/** Those of a process with one of these ids, by id. */
export async function contributorsById(
  db: Db | Trx,
  process: ProcessRef,
  ids: readonly string[],
): Promise<Map<string, Contributor>> {
  const rows = await select(db, process, sql`id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** All who gave something that counts, by number; who has none yet comes last. */
export async function contributorsInOrder(db: Db | Trx, process: ProcessRef): Promise<Contributor[]> {
  return select(
    db,
    process,
    sql`exists (select from contribution where contribution.municipality_id = contributor.municipality_id
      and contribution.contributor_id = contributor.id and formal_state is null)`,
  )
}

async function select(db: Db | Trx, { municipalityId, id }: ProcessRef, which: RawBuilder<unknown>) {
  const { rows } = await sql<Contributor>`
    select id, kind, name, organisation, role, named_in_public, number, resident_number from contributor
    where municipality_id = ${municipalityId} and process_id = ${id} and ${which} order by number, id`.execute(db)
  return rows
}

/** How many of those who gave some contributions the public reads by name, and how many by number; `which` is a condition on `contribution`. */
export async function namedAndNumbered(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
  which: RawBuilder<unknown>,
): Promise<{ named: number; numbered: number }> {
  const { rows } = await sql<{ named: number; numbered: number }>`
    select count(*) filter (where is_named)::int as named, count(*) filter (where not is_named)::int as numbered
    from contributor
    cross join lateral (select is_named_in_public(kind, name, organisation, named_in_public) as is_named) as shown
    where municipality_id = ${municipalityId} and process_id = ${id} and exists (
      select from contribution where contribution.municipality_id = contributor.municipality_id
        and contribution.contributor_id = contributor.id and ${which})`.execute(db)
  return rows[0] ?? { named: 0, numbered: 0 }
}

/** A contributor as the public reads it, to put points with. */
export function withoutPoints(contributor: Contributor): PublicContributor {
  const { id, number, kind } = contributor
  return { ...{ id, number, kind }, name: publicName(contributor), role: publicRole(contributor), points: [] }
}
