import { act, changedNothing, did, type ActEvent } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { seen } from '#app/forms/typed.ts'
import type { SessionRow } from './queries.server.ts'
import { rankingMarks } from './ranking-marks.server.ts'
import { byClerk, rankingToChange } from './ranking-to-change.server.ts'
import { checkUnrankedRank, rankingRules } from './ranking.schema.ts'
import { stateRefusal } from './session.ts'

/** Fixes how the lists are made and counted, and when. */
export const saveRankingRules = act({
  name: 'saveRankingRules',
  by: byClerk,
  on: 'process',
  input: rankingRules.extend({ seen }).superRefine(checkUnrankedRank),
  refusals: {
    ...stateRefusal,
    stale: staleRefusal,
    belowLists: {
      says: (last: number) => `Er is al een lijst met een plaats ${last}. Kies ${last} plaatsen of meer.`,
      at: 'k',
    },
  },
  async run({ trx, by, process, refuse }, { seen, ...rules }) {
    const ranking = await rankingToChange(trx, by, process, 'prepare')
    const stored = rankingMarks.rules(ranking)
    if (rankingMarks.rules(rules) === stored) return changedNothing(undefined)
    refuseStale(seen, stored)
    // Lists that were read in may have later places than there would be.
    const last = Math.max(0, ...ranking.groups.flatMap(({ entries }) => entries.map(({ rank }) => rank ?? 0)))
    if (last > rules.k) refuse('belowLists', last)
    const { municipalityId, id } = ranking
    await trx
      .updateTable('rankingSession')
      .set(rules)
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    return did(undefined, rulesEvent(ranking, rules))
  },
})

/** What the record keeps of the rules of a ranking. */
export const rulesEvent = (
  { id }: { id: string },
  { k, unrankedRank, tieChain }: Pick<SessionRow, 'k' | 'unrankedRank' | 'tieChain'>,
): ActEvent => ({
  subject: { kind: 'rankingSession', id },
  detail: { k, unrankedRank, tieChain: tieChain.join(' ') },
})
