import { proposalItems } from '#app/features/contributions/proposal.ts'
import { registerContribution } from '#app/features/contributions/register-contribution.server.ts'
import { giveNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pointOfProposal } from '#app/features/points/point-of-proposal.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { NOW } from './factories.ts'

/** Other words for a paragraph as a resident sends them, with the point that they are; gives its id. */
export async function aProposal(
  db: Db,
  { municipalityId, slug }: { municipalityId: string; slug: string },
  paragraph: { id: string; number: number },
  { words, reason = '', name = 'Inspreker A' }: { words: string; reason?: string; name?: string },
): Promise<string> {
  const process = await processBySlug(db, municipalityId, slug)
  return inTransaction(db, async (trx) => {
    const registered = await registerContribution(trx, process, {
      contributor: { kind: 'resident', name },
      ...{ kind: 'reaction', channel: 'online', receivedAt: NOW, splitDoneAt: NOW },
      items: proposalItems(paragraph, { words, reason }),
    })
    await pointOfProposal(trx, process, registered, NOW)
    await giveNumbers(trx, process)
    const { id } = await trx
      .selectFrom('point')
      .select('id')
      .where('contributionId', '=', registered.id)
      .executeTakeFirstOrThrow()
    return id
  })
}
