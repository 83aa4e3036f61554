import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

/**
 * Holds the campaigns of a process: while letters are put in groups nobody changes one, and the other way round. What residents
 * send does not wait for it.
 */
export async function holdCampaigns(trx: Trx, { municipalityId, id }: ProcessRef): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('campaigns'), hashtext(${municipalityId + id}))`.execute(trx)
}
