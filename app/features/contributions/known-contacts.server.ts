import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'
import { findingValue, findPersonalData } from './personal-data.ts'

/** What the municipality says in public of how to reach it, for a process, as values of findings: no personal data. */
export async function knownContacts(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<Set<string>> {
  const { rows } = await sql<{ said: string[] }>`${keptPlan('knownContacts')}
    select array[help_phone, help_desk, help_hours, sender_email, contact_email, privacy_officer_email, security_contact] || array(
      select reading_place from process where process.municipality_id = municipality.id and process.id = ${id}
      union all
      select unnest(array[address, note]) from channel where channel.municipality_id = municipality.id and channel.process_id = ${id}
    ) as said
    from municipality where id = ${municipalityId}`.execute(db)
  const said = rows[0]?.said ?? []
  return new Set(said.flatMap((words) => findPersonalData(words).map(findingValue)))
}
