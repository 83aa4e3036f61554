import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { rankingRules, type RankingRules } from './ranking.schema.ts'
import { sessionToChange } from './session-to-change.server.ts'

/** Fixes how the lists are made and counted. Refused with the field once the session is open. */
export async function saveRules(db: Db | Trx, by: Doer, { processId, rules }: { processId: string; rules: RankingRules }, now: Date): Promise<void> {
  const checked = rankingRules.safeParse(rules)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new Refused(issue?.message ?? 'Controleer de regels.', String(issue?.path[0] ?? ''))
  }
  await inTransaction(db, async (trx) => {
    const { municipalityId, id } = await sessionToChange(trx, by, processId, 'prepare')
    const { k, unrankedRank, tieChain, heldOn, meetingKind } = checked.data
    await trx
      .updateTable('rankingSession')
      .set({ k, unrankedRank, tieChain, heldOn, meetingKind })
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', id)
      .execute()
    await record(trx, {
      ...{ municipalityId, at: now, by, act: 'saveRankingRules', subject: { kind: 'rankingSession', id }, processId },
      detail: { k, unrankedRank, tieChain: tieChain.join(' ') },
    })
  })
}
