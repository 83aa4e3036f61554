import { refusedBy } from '#app/acts/act.server.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { ProcessRef } from './process.ts'

/** The decision by which a plan was adopted, as it was recorded. */
export type Adoption = {
  planVersionId: string
  /** Who adopted it, such as 'de gemeenteraad'. */
  body: string
  decidedOn: LocalDate
  /** Number or name of the decision. */
  decision: string
  /** '' for nothing. */
  note: string
  /** Where the decision can be read; '' when nowhere. */
  decisionUrl: string
  recordedAt: Date
}

/** The adoption of the plan of a process; null before it. */
export async function adoptionOf(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<Adoption | null> {
  const row = await db
    .selectFrom('adoption')
    .select(['planVersionId', 'body', 'decidedOn', 'decision', 'note', 'decisionUrl', 'recordedAt'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export const adoptedRefusal = {
  adopted: { says: 'Het plan is vastgesteld. Er verandert niets meer aan.' },
}

/** Refuses what may not happen to a plan that was adopted. */
export async function refuseAdopted(trx: Trx, process: ProcessRef): Promise<void> {
  if (await adoptionOf(trx, process)) throw refusedBy(adoptedRefusal, 'adopted')
}
