import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** All contributions of a process, each with who gave it and, where there is one, the address to write to. */
export function contributionsWithSender(db: Db | Trx, { municipalityId, id: processId }: ProcessRef) {
  return db
    .selectFrom('contribution')
    .innerJoin('contributor', (join) =>
      join
        .onRef('contributor.municipalityId', '=', 'contribution.municipalityId')
        .onRef('contributor.id', '=', 'contribution.contributorId'),
    )
    .leftJoin('contributorContact', (join) =>
      join
        .onRef('contributorContact.municipalityId', '=', 'contributor.municipalityId')
        .onRef('contributorContact.contributorId', '=', 'contributor.id'),
    )
    .where('contribution.municipalityId', '=', municipalityId)
    .where('contribution.processId', '=', processId)
}
