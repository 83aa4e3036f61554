import { sql } from 'kysely'
import {
  isNamedInPublic,
  type ContributorKind,
  type NamedContributor,
} from '#app/features/contributions/contributor-kind.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

type NumberedContributor = NamedContributor & { id: string; number: number; role: string }
type Row = NamedContributor & { id: string; kind: ContributorKind; role: string; number: number | null }

const columns = sql`contributor.id, kind, name, organisation, role, named_in_public, number, resident_number`

/**
 * The contributors of a process in order of receipt, by id. Who has no number yet, gets the one that publication would
 * give: 1, 2, 3 for all, and 1, 2, 3 for those who are not named.
 */
export async function contributorsInOrder(
  db: Db | Trx,
  process: ProcessRef,
): Promise<Map<string, NumberedContributor>> {
  const { rows } = await sql<Row>`
    select ${columns}
    from contributor
    join (
      select contributor_id, min(received_at) as first_at from contribution
      where municipality_id = ${process.municipalityId} and process_id = ${process.id} group by contributor_id
    ) received on received.contributor_id = contributor.id
    where contributor.municipality_id = ${process.municipalityId} and contributor.process_id = ${process.id}
    order by received.first_at, contributor.id`.execute(db)
  let unnamed = 0
  return new Map(
    rows.map((row, index) => {
      const residentNumber = isNamedInPublic(row) ? null : ++unnamed
      const given =
        row.number !== null
          ? { number: row.number, residentNumber: row.residentNumber }
          : { number: index + 1, residentNumber }
      return [row.id, { ...row, ...given }]
    }),
  )
}

/** Of these contributors those that have their number, by id. */
export async function numberedContributors(
  db: Db | Trx,
  { municipalityId, id }: ProcessRef,
  ids: readonly string[],
): Promise<Map<string, NumberedContributor>> {
  const { rows } = await sql<Row>`
    select ${columns} from contributor
    where municipality_id = ${municipalityId} and process_id = ${id} and id = any(${[...new Set(ids)]}::uuid[])`.execute(
    db,
  )
  return new Map(rows.flatMap((row) => (row.number === null ? [] : [[row.id, { ...row, number: row.number }]])))
}
