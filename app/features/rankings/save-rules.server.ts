import { Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { rankingRules, type RankingRules } from './ranking.schema.ts'
import { sessionToChange } from './session-to-change.server.ts'

/** Fixes how the lists are made and counted. Refused with the field once the session is open. */
export async function saveRules(
  db: Db | Trx,
  by: Doer,
  { processId, rules }: { processId: string; rules: RankingRules },
  now: Date,
): Promise<void> {
  const checked = rankingRules.safeParse(rules)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new Refused(issue?.message ?? 'Controleer de regels.', String(issue?.path[0] ?? ''))
  }
  await inTransaction(db, async (trx) => {
    const { municipalityId, id } = await sessionToChange(trx, by, processId, 'prepare')
    const { k, unrankedRank, tieChain, heldOn, meetingKind } = checked.data
    await refuseBelowLists(trx, { municipalityId, id }, k)
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

/** Lists that were read in may have later places than there would be. */
async function refuseBelowLists(trx: Trx, { municipalityId, id }: { municipalityId: string; id: string }, k: number) {
  const { last } = await trx
    .selectFrom('rankingEntry')
    .select((eb) => eb.fn.max('rank').as('last'))
    .where('municipalityId', '=', municipalityId)
    .where('sessionId', '=', id)
    .executeTakeFirstOrThrow()
  if (last !== null && last > k)
    throw new Refused(`Er is al een lijst met een plaats ${last}. Kies ${last} plaatsen of meer.`, 'k')
}
