import { refusedBy } from '#app/acts/act.server.ts'
import type { Trx } from '#db/client.server.ts'
import { ownDispositionIn, type Decision } from './disposition.ts'

export const decisionRefusals = {
  decisionGone: {
    says: 'Dit besluit is niet meer in gebruik. Kies een ander besluit.',
    at: 'disposition',
  },
}

/** Refuses own dispositions that are not of this municipality, count as another one, or went out of use; the others stay while this transaction lasts. */
export async function refuseUnusable(trx: Trx, municipalityId: string, decisions: readonly Decision[]): Promise<void> {
  const own = [...new Set(decisions)].filter((decision) => ownDispositionIn(decision) !== null)
  if (own.length === 0) return
  const found = await trx
    .selectFrom('ownDisposition')
    .select(['id', 'disposition'])
    .where('municipalityId', '=', municipalityId)
    .where('retiredAt', 'is', null)
    .where(
      'id',
      'in',
      own.flatMap((decision) => ownDispositionIn(decision) ?? []),
    )
    .orderBy('id')
    .forKeyShare()
    .execute()
  const usable = new Set(found.map(({ id, disposition }) => `${disposition}.${id}`))
  if (own.some((decision) => !usable.has(decision))) throw refusedBy(decisionRefusals, 'decisionGone')
}
