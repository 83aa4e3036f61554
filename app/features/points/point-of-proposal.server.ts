import { v7 as uuid } from 'uuid'
import { proposalsIn } from '#app/features/contributions/proposals.server.ts'
import type { RegisteredContribution } from '#app/features/contributions/register-contribution.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { record } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import { insertPoints } from './insert-points.server.ts'
import { placePoints } from './place-points.server.ts'
import { trimRange } from './quoted-range.ts'

/**
 * Makes the points that the proposals in a contribution are, in the transaction that registers it: proposed words with the reason behind them.
 * Nobody has to find them in the text; whoever splits can still change them.
 */
export async function pointOfProposal(
  trx: Trx,
  process: ProcessRef,
  registered: Pick<RegisteredContribution, 'id' | 'text'>,
  now: Date,
): Promise<void> {
  await pointsOf(trx, process, registered, now)
}

/** The same for a contribution that is about more than one paragraph: each point is placed at the paragraph that it is about. */
export async function placeProposals(
  trx: Trx,
  process: ProcessRef,
  registered: Pick<RegisteredContribution, 'id' | 'text'>,
  now: Date,
): Promise<void> {
  for (const { id, paragraphId } of await pointsOf(trx, process, registered, now)) {
    const eventId = uuid()
    await placePoints(trx, process, { eventId, points: [id], placeId: paragraphId }, now)
    const { municipalityId, id: processId } = process
    const subject = { kind: 'point', id }
    await record(trx, {
      id: eventId,
      municipalityId,
      processId,
      at: now,
      by: byItself(process),
      act: 'setPlace',
      subject,
    })
  }
}

/** The points come by themselves with what someone sent: they are nobody's work. */
const byItself = ({ municipalityId }: ProcessRef) => ({ kind: 'command' as const, id: null, municipalityId })

async function pointsOf(
  trx: Trx,
  process: ProcessRef,
  { id: contributionId, text }: Pick<RegisteredContribution, 'id' | 'text'>,
  now: Date,
): Promise<{ id: string; paragraphId: string }[]> {
  const proposals = (await proposalsIn(trx, process, [contributionId])).get(contributionId) ?? []
  const points = proposals.flatMap(({ start, end, reason, paragraph }) => {
    const range = trimRange(text, { start, end: reason?.end ?? end })
    return range ? [{ id: uuid(), contributionId, range, paragraphId: paragraph.id }] : []
  })
  await insertPoints(trx, byItself(process), process, points, now)
  return points
}
