import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { OpenAmendments } from './amendment.ts'

/** The amendments on a plan that are not done with, by number. */
export async function openAmendments(db: Db | Trx, process: ProcessRef): Promise<OpenAmendments> {
  const rows = await db
    .selectFrom('amendment')
    .select(['id', 'number', 'title', 'outcome'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where((eb) =>
      eb.or([
        eb('outcome', '=', 'proposed'),
        eb.and([eb('outcome', '=', 'adopted'), eb('writtenVersionId', 'is', null)]),
      ]),
    )
    .orderBy('number')
    .execute()
  const named = (isWanted: (outcome: string) => boolean) =>
    rows.flatMap(({ outcome, ...amendment }) => (isWanted(outcome) ? [amendment] : []))
  return {
    unwritten: named((outcome) => outcome === 'adopted'),
    undecided: named((outcome) => outcome === 'proposed'),
  }
}
