import { v7 as uuid } from 'uuid'
import type { RegisteredContribution } from '#app/features/contributions/register-contribution.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import { insertPoints } from './insert-points.server.ts'
import { trimRange } from './quoted-range.ts'

/**
 * Makes the point that a proposal is, in the transaction that registers it: the proposed words with the reason behind them. Nobody has to
 * find it in the text; whoever splits can still change it.
 */
export async function pointOfProposal(
  trx: Trx,
  process: ProcessRef,
  { id: contributionId, text, items }: RegisteredContribution,
  now: Date,
): Promise<void> {
  const [first, last] = [items[0], items.at(-1)]
  const range = first && last && trimRange(text, { start: first.start, end: last.end })
  if (!range) return
  // The point comes by itself with what someone sent: it is nobody's work.
  const by = { kind: 'command' as const, id: null, municipalityId: process.municipalityId }
  await insertPoints(trx, by, process, [{ id: uuid(), contributionId, range }], now)
}
