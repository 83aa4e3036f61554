import { proposalsIn, type Proposal } from '#app/features/contributions/proposals.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { redactedText } from './public-words.ts'
import { overlaps } from './quoted-range.ts'
import { redactionsOf } from './redactions.server.ts'

/**
 * Other words for a paragraph that a point is: those that were proposed ('' where the paragraph is to go) and why. For what is left out of everything
 * public, also provisionally, stands that it is left out.
 */
export type PointProposal = Pick<Proposal, 'paragraph' | 'removes'> & {
  words: string
  reason: string
  /** Something of the proposed words is left out. */
  leavesOut: boolean
}

/** What a point proposes: the first proposal of which the point has words. Null for a point that is none. */
export async function proposalOfPoint(
  db: Db | Trx,
  process: ProcessRef,
  pointId: string,
): Promise<PointProposal | null> {
  const row = await db
    .selectFrom('point')
    .innerJoin('contribution', (join) =>
      join
        .onRef('contribution.municipalityId', '=', 'point.municipalityId')
        .onRef('contribution.id', '=', 'point.contributionId'),
    )
    .select(['contribution.id', 'contribution.text', 'quoteStart', 'quoteEnd'])
    .where('point.municipalityId', '=', process.municipalityId)
    .where('point.processId', '=', process.id)
    .where('point.id', '=', asId(pointId))
    .executeTakeFirst()
  if (!row || row.quoteStart === null || row.quoteEnd === null) return null
  const range = { start: row.quoteStart, end: row.quoteEnd }
  const all = (await proposalsIn(db, process, [row.id])).get(row.id) ?? []
  const proposal = all.find((each) => overlaps(each, range))
  if (!proposal) return null
  const { paragraph, removes, start, end, reason } = proposal
  const redactions = (await redactionsOf(db, process, [row.id])).get(row.id) ?? []
  return {
    ...{ paragraph, removes, words: removes ? '' : redactedText(row.text, { start, end }, redactions) },
    reason: reason === null ? '' : redactedText(row.text, reason, redactions),
    leavesOut: !removes && redactions.some((each) => overlaps(each, { start, end })),
  }
}
