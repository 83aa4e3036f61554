import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { knownContacts } from '#app/features/contributions/known-contacts.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** Of what was found, however it was written (`findingValue`). */
export function valueHashOf(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}

/** Whether a finding of a process was neither let through nor is public anyway, in a `where` of `finding`. */
export async function isOpenFinding(db: Db | Trx, process: ProcessRef) {
  const known = [...(await knownContacts(db, process))].map(valueHashOf)
  return sql<boolean>`
    finding.municipality_id = ${process.municipalityId} and finding.process_id = ${process.id}
    and finding.value_hash <> all(${known}::bytea[])
    and not exists (
      select from finding_let_through as let_through
      where let_through.municipality_id = finding.municipality_id and let_through.place_hash = finding.place_hash
        and let_through.point_id is not distinct from finding.point_id and let_through.answer_id is not distinct from finding.answer_id)`
}
