import { sql } from 'kysely'
import type { Doer } from '#app/features/accounts/account.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { recordAll } from '#app/features/record/record.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import type { Round } from './round.ts'

/** Says of contributions of a process that is held, in one statement, to which round they belong. Whoever calls it checked that none is public. */
export async function changeRounds(
  trx: Trx,
  by: Doer,
  { municipalityId, id: processId }: ProcessRef,
  changes: readonly { contributionId: string; from: Round; to: Round }[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    update contribution set round = given."to"
    from ${givenRows({ contributionId: 'uuid', to: 'text' }, changes)}
    where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${processId}
      and contribution.id = given.contribution_id`.execute(trx)
  await recordAll(
    trx,
    changes.map(({ contributionId: id, from, to }) => ({
      ...{ municipalityId, at: now, by, act: 'changeRound', subject: { kind: 'contribution', id }, processId },
      detail: { from, to },
    })),
  )
}
