import { sql } from 'kysely'
import { refusedBy } from '#app/acts/act.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

export const approvedRefusal = {
  approved: {
    says: 'Dit antwoord is goedgekeurd. Wie goedkeurt, kan het punt terugsturen. Daarna kunt u het wijzigen.',
    at: 'reply',
  },
}

/** Refuses a change to the answer of points of which one went through all steps: what was approved changes only after it was sent back. */
export async function refuseApproved(
  trx: Trx,
  { municipalityId, id }: ProcessRef,
  pointIds: readonly string[],
): Promise<void> {
  const { rows } = await sql`
    select 1 from point_work
    where municipality_id = ${municipalityId} and process_id = ${id} and point_id = any(${pointIds}::uuid[])
      and step > (select max(position) from process_step where municipality_id = ${municipalityId} and process_id = ${id})
    limit 1`.execute(trx)
  if (rows.length > 0) throw refusedBy(approvedRefusal, 'approved')
}
