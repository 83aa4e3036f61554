import { sql, type RawBuilder } from 'kysely'
import { refusedBy } from '#app/acts/act.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

export const approvedRefusal = {
  approved: {
    says: 'Dit antwoord is goedgekeurd. Wie goedkeurt, kan het punt terugsturen. Daarna kunt u het wijzigen.',
    at: 'reply',
  },
}

/** Whether a row of `point_work` of this process went through all steps, as an expression. */
export const isApproved = ({ municipalityId, id }: ProcessRef): RawBuilder<boolean> => sql`(
  point_work.step > (select max(position) from process_step where municipality_id = ${municipalityId} and process_id = ${id}))`

/**
 * Refuses a change to the answer of points of which one went through all steps: what was approved changes only after it was sent back. Holds
 * the points in one order, so that none is approved until the change is done.
 */
export async function refuseApproved(trx: Trx, process: ProcessRef, pointIds: readonly string[]): Promise<void> {
  const { rows } = await sql`
    with held as materialized (
      select ${isApproved(process)} as is_approved from point_work
      where municipality_id = ${process.municipalityId} and process_id = ${process.id} and point_id = any(${[...pointIds]}::uuid[])
      order by point_id for no key update
    )
    select from held where is_approved limit 1`.execute(trx)
  if (rows.length > 0) throw refusedBy(approvedRefusal, 'approved')
}
